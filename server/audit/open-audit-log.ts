import { join } from 'node:path';
import { AUDIT_SWEEP_MS } from '../limits.ts';
import { problemOf, type Log } from '../log.ts';
import type { AuditLog } from './audit-log.ts';
import { createMemoryAuditLog } from './memory-audit-log.ts';
import { SqliteAuditLog } from './sqlite-audit-log.ts';

export function auditFileIn(dataFolder: string): string {
  return join(dataFolder, 'audit.sqlite');
}

/** The audit log in a data folder, or in memory where there is none. Throws one line when the file cannot be used. */
export function openAuditLog(dataFolder: string | undefined, now: Date): AuditLog {
  if (dataFolder === undefined) return createMemoryAuditLog();
  const file = auditFileIn(dataFolder);
  try {
    return new SqliteAuditLog(file, now);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : 'unknown';
    throw new Error(
      `The audit log ${file} cannot be used (${problem}). Mend it or move it away, or name another folder: OPTIMOVE_DATA`,
      { cause },
    );
  }
}

/** So that old calls go also while nobody calls. */
export function sweepRegularly(audit: AuditLog, log: Log): void {
  setInterval(() => {
    try {
      audit.sweep(new Date());
    } catch (thrown) {
      log({ level: 'error', event: 'audit_unavailable', step: 'sweep', problem: problemOf(thrown) });
    }
  }, AUDIT_SWEEP_MS).unref();
}
