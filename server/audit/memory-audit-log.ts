import { AUDIT_MEMORY_CALLS, AUDIT_RETENTION_MS } from '../limits.ts';
import type { AuditLog, AuditRecord } from './audit-log.ts';

/** The audit log of a connector without a data folder: its last calls, gone with the process. */
export interface MemoryAuditLog extends AuditLog {
  /** The oldest first. */
  readonly records: readonly AuditRecord[];
}

export function createMemoryAuditLog(): MemoryAuditLog {
  const records: AuditRecord[] = [];

  function sweep(now: Date): void {
    const fresh = records.findIndex(({ time }) => time.getTime() > now.getTime() - AUDIT_RETENTION_MS);
    records.splice(0, fresh === -1 ? records.length : fresh);
  }

  return {
    records,
    sweep,
    async begin(call) {
      sweep(call.time);
      const record: AuditRecord = {
        ...call,
        outcome: null,
        duration_ms: null,
        upstream_request_ids: [],
        result: null,
      };
      records.push(record);
      if (records.length > AUDIT_MEMORY_CALLS) records.shift();
      return {
        async finish(end) {
          Object.assign(record, end);
        },
      };
    },
    close: () => undefined,
  };
}
