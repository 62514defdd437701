import { statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { LogEntry } from '../log.ts';
import { readAuditFile } from './audit-reader.ts';
import { hourOf, tableOf } from './hours.ts';
import { auditFileIn, openAuditLog, sweepRegularly } from './open-audit-log.ts';
import { auditFolder, bytesIn, DAY_MS, later, recordsIn } from './testing/audit-folder.ts';
import { begunCall, endedCall, START } from './testing/calls.ts';

const HOUR_MS = DAY_MS / 24;
const CANARY = 'canary-5d41402abc';

describe('SqliteAuditLog', () => {
  test('has a call from its beginning on, and its end when it ends', async () => {
    const folder = auditFolder();
    const log = openAuditLog(folder, START);

    const entry = await log.begin(begunCall());
    const running = recordsIn(folder);
    await entry.finish(endedCall());

    expect(running).toMatchObject([{ id: 'c-1', outcome: null, result: null, parameters: { bytes: 10 } }]);
    expect(recordsIn(folder)).toEqual([
      {
        ...begunCall(),
        outcome: 'ok',
        duration_ms: 12,
        upstream_request_ids: ['b7ad6b7169203331'],
        result: endedCall().result,
      },
    ]);
    log.close();
  });

  test('outlives the connector, also one that was killed', async () => {
    const folder = auditFolder();
    // Not closed: its file is as a killed process leaves it.
    const killed = openAuditLog(folder, START);
    await killed.begin(begunCall({ id: 'c-1' }));

    const next = openAuditLog(folder, START);
    await (await next.begin(begunCall({ id: 'c-2' }))).finish(endedCall());

    expect(recordsIn(folder).map(({ id, outcome }) => [id, outcome])).toEqual([
      ['c-2', 'ok'],
      ['c-1', null],
    ]);
    next.close();
    killed.close();
  });

  test('only its owner may read its files', async () => {
    const folder = auditFolder();
    const log = openAuditLog(folder, START);
    await log.begin(begunCall());

    const modes = ['', '-wal', '-shm'].map((suffix) => statSync(auditFileIn(folder) + suffix).mode & 0o777);

    expect(modes).toEqual([0o600, 0o600, 0o600]);
    log.close();
  });

  test('keeps a call for 30 days, and shows it no longer', async () => {
    const folder = auditFolder();
    const log = openAuditLog(folder, START);
    await log.begin(begunCall());

    log.sweep(later(30 * DAY_MS - 1));

    expect(recordsIn(folder, {}, later(30 * DAY_MS - 1))).toHaveLength(1);
    expect(recordsIn(folder, {}, later(30 * DAY_MS + 1))).toHaveLength(0);
    log.close();
  });

  test('after 30 days and an hour nothing of a call can be read in the files, whatever was written and how', async () => {
    const call = fc.record({ hour: fc.nat(3), size: fc.nat(30_000), ends: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 40 }), async (calls) => {
        const folder = auditFolder();
        const log = openAuditLog(folder, START);
        const inOrder = calls.toSorted((a, b) => a.hour - b.hour);
        const endings = [];
        for (const [at, { hour, size, ends }] of inOrder.entries()) {
          const text = CANARY.repeat(1 + size / CANARY.length);
          const entry = await log.begin(
            begunCall({ id: `c-${at}`, user_id: CANARY, time: later(hour * HOUR_MS), arguments: text }),
          );
          if (ends) endings.push(() => entry.finish(endedCall(text)));
        }
        for (const end of endings.toReversed()) await end();
        expect(bytesIn(folder).includes(CANARY)).toBe(true);
        const fresh = begunCall({ id: 'fresh', time: later(20 * DAY_MS) });
        await log.begin(fresh);

        log.sweep(later(30 * DAY_MS + 4 * HOUR_MS));

        expect(bytesIn(folder).includes(CANARY)).toBe(false);
        expect(recordsIn(folder, {}, fresh.time).map(({ id }) => id)).toEqual(['fresh']);
        log.close();
      }),
      { numRuns: 25 },
    );
  });

  test('a call of another hour, a start, and time alone sweep as well', async () => {
    vi.useFakeTimers({ now: START });
    const folders = [auditFolder(), auditFolder(), auditFolder()] as const;
    const logs = folders.map((folder) => openAuditLog(folder, START));
    for (const log of logs) await log.begin(begunCall({ user_id: CANARY }));
    const [first, , third] = logs;

    await first?.begin(begunCall({ id: 'c-2', time: later(31 * DAY_MS) }));
    openAuditLog(folders[1], later(31 * DAY_MS)).close();
    if (third !== undefined) sweepRegularly(third, () => undefined);
    vi.setSystemTime(later(31 * DAY_MS));
    vi.advanceTimersByTime(HOUR_MS);

    expect(folders.map((folder) => bytesIn(folder).includes(CANARY))).toEqual([false, false, false]);
    for (const log of logs) log.close();
    vi.useRealTimers();
  });

  test('who reads meanwhile does not keep old calls alive for long', async () => {
    const folder = auditFolder();
    const log = openAuditLog(folder, START);
    await log.begin(begunCall({ user_id: CANARY }));
    const reader = new DatabaseSync(auditFileIn(folder), { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT name FROM sqlite_schema').all();

    log.sweep(later(31 * DAY_MS));
    reader.close();
    log.sweep(later(31 * DAY_MS));

    expect(bytesIn(folder).includes(CANARY)).toBe(false);
    log.close();
  });

  test('who reads sees one moment, though old calls go away meanwhile', async () => {
    const folder = auditFolder();
    const log = openAuditLog(folder, START);
    await log.begin(begunCall({ id: 'old' }));
    await log.begin(begunCall({ id: 'new', time: later(HOUR_MS) }));

    const reading = readAuditFile(auditFileIn(folder), {}, START);
    const first = reading.next().value;
    log.sweep(later(30 * DAY_MS + HOUR_MS));

    expect([first?.id, ...reading.map(({ id }) => id)]).toEqual(['new', 'old']);
    expect(recordsIn(folder).map(({ id }) => id)).toEqual(['new']);
    log.close();
  });

  test('rejects the end of a call whose beginning is gone', async () => {
    const folder = auditFolder();
    const log = openAuditLog(folder, START);
    const entry = await log.begin(begunCall());
    const other = new DatabaseSync(auditFileIn(folder));
    other.exec(`DELETE FROM ${tableOf(hourOf(START))}`);
    other.close();

    await expect(entry.finish(endedCall())).rejects.toThrow('has lost the beginning');
    log.close();
  });

  test('rejects what it cannot write: closed, or held by another process', async () => {
    const folder = auditFolder();
    const log = openAuditLog(folder, START);
    const entry = await log.begin(begunCall());
    const holder = new DatabaseSync(auditFileIn(folder));
    holder.exec('BEGIN IMMEDIATE');

    await expect(log.begin(begunCall({ id: 'c-2' }))).rejects.toThrow('database is locked');
    await expect(entry.finish(endedCall())).rejects.toThrow('database is locked');
    holder.close();
    log.close();
    await expect(log.begin(begunCall({ id: 'c-3' }))).rejects.toThrow('finalized');
  });

  test('a sweep that fails is told to the log of the connector, and is tried again', async () => {
    vi.useFakeTimers({ now: START });
    const told: LogEntry[] = [];
    const log = openAuditLog(auditFolder(), START);
    log.close();

    sweepRegularly(log, (entry) => told.push(entry));
    vi.advanceTimersByTime(HOUR_MS);

    expect(told.length).toBeGreaterThan(1);
    expect(told[0]).toEqual({
      level: 'error',
      event: 'audit_unavailable',
      step: 'sweep',
      problem: 'ERR_INVALID_STATE',
    });
    vi.useRealTimers();
  });

  test('a file that is no database stops the start with one line', () => {
    const folder = auditFolder();
    writeFileSync(auditFileIn(folder), 'not a database'.repeat(100));

    expect(() => openAuditLog(folder, START)).toThrow(
      /^The audit log .*audit\.sqlite cannot be used \(file is not a database\)\. .*OPTIMOVE_DATA$/,
    );
  });
});
