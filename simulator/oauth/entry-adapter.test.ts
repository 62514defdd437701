import { errors } from 'oidc-provider';
import { describe, expect, test } from 'vitest';
import { createClock } from '../tenant/clock.ts';
import { createEntryAdapter } from './entry-adapter.ts';
import { EntryStore } from './entry-store.ts';

describe('the adapter of the store', () => {
  test('takes whoever loses the race for a token for a thief, and ends the grant', async () => {
    const store = new EntryStore(() => createClock());
    const tokens = createEntryAdapter(store, 'RefreshToken');
    const grants = createEntryAdapter(store, 'Grant');
    await grants.upsert('grant', { accountId: 'u' }, 60);
    await tokens.upsert('token', { grantId: 'grant' }, 60);

    await tokens.consume('token');

    expect(await tokens.find('token')).toMatchObject({ consumed: expect.any(Number) });
    expect(await grants.find('grant')).toBeDefined();
    await expect(tokens.consume('token')).rejects.toBeInstanceOf(errors.InvalidGrant);
    expect(await grants.find('grant')).toBeUndefined();
    expect(await tokens.find('token')).toBeUndefined();
  });

  test('finds a session by its uid', async () => {
    const sessions = createEntryAdapter(new EntryStore(() => createClock()), 'Session');
    await sessions.upsert('id', { uid: 'uid' }, 60);

    expect(await sessions.findByUid('uid')).toEqual({ uid: 'uid' });
    expect(await sessions.findByUid('id')).toBeUndefined();
    await sessions.destroy('id');
    expect(await sessions.findByUid('uid')).toBeUndefined();
  });
});
