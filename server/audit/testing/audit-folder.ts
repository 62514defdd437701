import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { AuditRecord } from '../audit-log.ts';
import { readAuditFile, type AuditQuery } from '../audit-reader.ts';
import { auditFileIn } from '../open-audit-log.ts';
import { START } from './calls.ts';

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

export function recordsIn(folder: string, query: AuditQuery = {}, now = START): AuditRecord[] {
  return Array.from(readAuditFile(auditFileIn(folder), query, now));
}
