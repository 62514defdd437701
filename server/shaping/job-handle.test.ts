import { describe, expect, test } from 'vitest';
import { createCursorCodec } from './cursor.ts';
import { createJobHandles } from './job-handle.ts';

const key = new Uint8Array(32).fill(7);
const owner = { user_id: 'u-1', tenant_id: 'lumenplay' };
const now = new Date('2026-11-22T12:00:00Z');
const later = new Date('2026-11-22T13:00:00Z');
const sealed = createJobHandles(key, owner, now).seal('job 7', later);
const openedBy = (binding: typeof owner, at = now) => createJobHandles(key, binding, at).open(sealed);
const refusal = (problem: string) => ({ ok: false, failure: { code: 'job_invalid', problem } });

describe('a job handle', () => {
  test('opens for its user in its tenant, in any replica with the key', () => {
    expect(openedBy(owner)).toEqual({ ok: true, value: 'job 7' });
  });

  test.each([
    { ...owner, user_id: 'u-2' },
    { ...owner, tenant_id: 'northaisle' },
  ])('is refused to %o', (stranger) => {
    expect(openedBy(stranger)).toEqual(refusal('foreign'));
  });

  test('ends with its job, to the millisecond', () => {
    expect(openedBy(owner, new Date(later.getTime() - 1))).toMatchObject({ ok: true });
    expect(openedBy(owner, later)).toEqual(refusal('expired'));
  });

  test('is no cursor, and no cursor is one', () => {
    const cursors = createCursorCodec(key, { ...owner, tool: 't', filters: {} }, now);

    expect(createJobHandles(key, owner, now).open(cursors.seal('job 7'))).toEqual(refusal('altered'));
    expect(cursors.open(sealed)).toMatchObject({ ok: false, failure: { problem: 'altered' } });
  });

  test('says nothing of what it holds', () => {
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('job');
  });
});
