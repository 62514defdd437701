import { describe, expect, test } from 'vitest';
import { AUDIT_MEMORY_CALLS } from '../limits.ts';
import { createMemoryAuditLog } from './memory-audit-log.ts';
import { DAY_MS, later } from './testing/audit-folder.ts';
import { begunCall, endedCall, START } from './testing/calls.ts';

describe('createMemoryAuditLog', () => {
  test('keeps a call for 30 days, whether others follow or not', async () => {
    const log = createMemoryAuditLog();
    const ids = () => log.records.map(({ id }) => id);
    await log.begin(begunCall({ id: 'old' }));
    await log.begin(begunCall({ id: 'younger', time: later(DAY_MS) }));

    await log.begin(begunCall({ id: 'new', time: later(30 * DAY_MS) }));
    expect(ids()).toEqual(['younger', 'new']);
    log.sweep(later(31 * DAY_MS));
    expect(ids()).toEqual(['new']);
    log.sweep(later(60 * DAY_MS));
    expect(ids()).toEqual([]);
  });

  test('keeps no more than the last calls', async () => {
    const log = createMemoryAuditLog();
    const first = await log.begin(begunCall({ id: 'first', time: START }));

    for (let at = 0; at < AUDIT_MEMORY_CALLS; at += 1) await log.begin(begunCall({ id: String(at) }));
    await first.finish(endedCall());

    expect(log.records).toHaveLength(AUDIT_MEMORY_CALLS);
    expect(log.records[0]?.id).toBe('0');
  });
});
