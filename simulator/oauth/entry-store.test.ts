import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openStorage, rotateKeys } from '../storage/storage.ts';
import { createClock } from '../tenant/clock.ts';
import { EntryStore } from './entry-store.ts';

function fill(store: EntryStore, kind: string, count: number): void {
  for (let index = 0; index < count; index += 1)
    store.put(kind, `${kind}-${index}`, { clientId: `c-${index}` }, 60);
}

describe('the store of the authorization server', () => {
  test('forgets an entry when its time has come by the clock of the world', () => {
    const clock = createClock();
    const store = new EntryStore(() => clock);
    store.put('RefreshToken', 'a', { accountId: 'u' }, 60);
    store.put('Client', 'b', {});

    clock.advance(59_000);
    expect(store.find('RefreshToken', 'a')?.payload).toEqual({ accountId: 'u' });
    clock.advance(2_000);

    expect(store.find('RefreshToken', 'a')).toBeUndefined();
    expect(store.find('Client', 'b')).toBeDefined();
  });

  test('lets one of several callers consume an entry', () => {
    const store = new EntryStore(() => createClock());
    store.put('AuthorizationCode', 'a', {}, 60);

    expect([1, 2, 3].map(() => store.consume('AuthorizationCode', 'a'))).toEqual([true, false, false]);
    expect(store.consume('AuthorizationCode', 'unknown')).toBe(false);
  });

  test('ends a grant with everything that came of it, and nothing else', () => {
    const store = new EntryStore(() => createClock());
    for (const grantId of ['one', 'two']) {
      store.put('Grant', grantId, { accountId: 'u', clientId: 'c' }, 60);
      store.put('RefreshToken', `token of ${grantId}`, { grantId }, 60);
    }

    expect(store.removeGrant('one')).toBe(true);
    expect(store.removeGrant('one')).toBe(false);

    expect(store.find('RefreshToken', 'token of one')).toBeUndefined();
    expect(store.find('RefreshToken', 'token of two')).toBeDefined();
    expect(store.grantsOfUser('u').map(({ id }) => id)).toEqual(['two']);
  });

  test('refers to a grant by something that does not tell which', () => {
    const [store, other] = [new EntryStore(() => createClock()), new EntryStore(() => createClock())];
    store.put('Grant', 'secret', {}, 60);

    expect(store.reference('secret')).not.toContain('secret');
    expect(store.reference('secret')).not.toBe(other.reference('secret'));
    expect(store.grantByReference(store.reference('secret'))?.id).toBe('secret');
  });

  test('finds everything again after the keys were rotated, grants by a new reference', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulator-'));
    const first = openStorage(folder);
    const store = new EntryStore(() => createClock(), first);
    store.put('Grant', 'g', { accountId: 'u', clientId: 'c' }, 60);
    store.put('Session', 's', { accountId: 'u', uid: 'uid of s' }, 60);
    const before = store.reference('g');
    first.close();
    rotateKeys(folder);

    const second = openStorage(folder);
    const again = new EntryStore(() => createClock(), second);
    expect(again.grantByReference(again.reference('g'))?.id).toBe('g');
    expect(again.grantByReference(before)).toBeUndefined();
    expect(again.sessionByUid('uid of s')?.id).toBe('s');
    expect([again.grantsOfUser('u'), again.grantsOfClient('c')].map(({ length }) => length)).toEqual([1, 1]);
    second.close();
    await rm(folder, { recursive: true });
  });

  test('sweeps out what has expired', () => {
    const clock = createClock();
    const store = new EntryStore(() => clock);
    fill(store, 'Interaction', 250);

    clock.advance(61_000);
    fill(store, 'Session', 100);

    expect(store.count('Interaction')).toBe(0);
  });

  test('keeps the newest of each kind when nothing expires, and clients that somebody approved', () => {
    const clock = createClock();
    clock.freeze(true);
    const store = new EntryStore(() => clock);
    store.put('Grant', 'g', { accountId: 'u', clientId: 'Client-0' }, 60);

    fill(store, 'Client', 1_500);
    fill(store, 'Interaction', 6_000);

    expect(store.count('Client')).toBeLessThanOrEqual(1_100);
    expect(store.count('Interaction')).toBeLessThanOrEqual(5_100);
    expect(store.find('Client', 'Client-0')).toBeDefined();
    expect(store.find('Client', 'Client-1')).toBeUndefined();
    expect(store.find('Client', 'Client-1499')).toBeDefined();
  });

  test('gives back any text that was put in', () => {
    const store = new EntryStore(() => createClock());

    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (id, scope) => {
        store.put('Grant', id, { scope }, 60);
        expect(store.find('Grant', id)?.payload).toEqual({ scope });
      }),
    );
  });
});
