import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { AuditRecord, BegunCall, EndedCall } from '../audit-log.ts';
import { readAuditFile, type AuditQuery } from '../audit-reader.ts';
import { keep } from '../kept.ts';
import { auditFileIn } from '../open-audit-log.ts';

export const START = new Date('2026-11-22T12:30:00Z');
export const DAY_MS = 24 * 3600 * 1000;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A data folder that is gone after the test. */
export function auditFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  folders.push(folder);
  return folder;
}

/** Every byte below a folder: the database, its log of changes, and whatever else is there. */
export function bytesIn(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}

export function later(ms: number): Date {
  return new Date(START.getTime() + ms);
}

export function begunCall(change: Partial<BegunCall> & { arguments?: unknown } = {}): BegunCall {
  const { arguments: given = { id: '1' }, ...rest } = change;
  return {
    id: 'c-1',
    time: START,
    user_id: 'u-1',
    client_id: 'mcp-client',
    tenant_id: 'lumenplay',
    tool: 'optimove_get_segment',
    parameters: keep(given, 16_384, ''),
    ...rest,
  };
}

export function endedCall(result: unknown = { item: {} }): EndedCall {
  return {
    tenant_id: 'lumenplay',
    outcome: 'ok',
    duration_ms: 12.4,
    upstream_request_ids: ['b7ad6b7169203331'],
    result: keep(result, 65_536, ''),
  };
}

export function recordsIn(folder: string, query: AuditQuery = {}, now = START): AuditRecord[] {
  return Array.from(readAuditFile(auditFileIn(folder), query, now));
}
