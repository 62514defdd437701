import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { AUDIT_LOCK_WAIT_MS, AUDIT_RETENTION_MS } from '../limits.ts';
import type { AuditRecord } from './audit-log.ts';
import { hoursIn, hourOf, tableOf } from './hours.ts';

/** Which calls to read; what is left out restricts nothing. */
export interface AuditQuery {
  id?: string | undefined;
  user_id?: string | undefined;
  tenant_id?: string | undefined;
  tool?: string | undefined;
  /** `running` stands for calls without an end. */
  outcome?: string | undefined;
  since?: Date | undefined;
}

const rowSchema = z.object({
  id: z.string(),
  time: z.number(),
  user_id: z.string(),
  client_id: z.string(),
  tenant_id: z.string().nullable(),
  tool: z.string(),
  outcome: z.string().nullable(),
  duration_ms: z.number().nullable(),
  upstream_request_ids: z.string().nullable(),
  parameters: z.string(),
  parameters_bytes: z.number(),
  parameters_sha256: z.string(),
  result: z.string().nullable(),
  result_bytes: z.number().nullable(),
  result_sha256: z.string().nullable(),
});

/** The calls in a file, the newest first, none older than 30 days. It only reads, while a connector writes or not. */
export function* readAuditFile(file: string, query: AuditQuery, now: Date): Generator<AuditRecord> {
  const database = new DatabaseSync(file, { readOnly: true, timeout: AUDIT_LOCK_WAIT_MS });
  try {
    // One moment for all of it: no table goes away in between.
    database.exec('BEGIN');
    const since = Math.max(query.since?.getTime() ?? 0, now.getTime() - AUDIT_RETENTION_MS);
    const hours = hoursIn(database).filter((hour) => hour >= hourOf(new Date(since)));
    const { where, values } = conditionsOf(query);
    for (const hour of hours.toReversed()) {
      const sql = `SELECT * FROM ${tableOf(hour)} WHERE time >= ?${where} ORDER BY rowid DESC`;
      for (const row of database.prepare(sql).iterate(since, ...values)) yield recordOf(row);
    }
  } finally {
    database.close();
  }
}

function conditionsOf(query: AuditQuery): { where: string; values: string[] } {
  const { id, user_id, tenant_id, tool, outcome } = query;
  const given = Object.entries({ id, user_id, tenant_id, tool }).flatMap(([column, value]) =>
    value === undefined ? [] : [{ condition: `${column} = ?`, values: [value] }],
  );
  if (outcome === 'running') given.push({ condition: 'outcome IS NULL', values: [] });
  else if (outcome !== undefined) given.push({ condition: 'outcome = ?', values: [outcome] });
  return {
    where: given.map(({ condition }) => ` AND ${condition}`).join(''),
    values: given.flatMap(({ values }) => values),
  };
}

function recordOf(row: unknown): AuditRecord {
  const { id, time, user_id, client_id, tenant_id, tool, outcome, duration_ms, ...rest } =
    rowSchema.parse(row);
  return {
    id,
    time: new Date(time),
    user_id,
    client_id,
    tenant_id,
    tool,
    outcome,
    duration_ms,
    upstream_request_ids: z.array(z.string()).parse(JSON.parse(rest.upstream_request_ids ?? '[]')),
    parameters: { text: rest.parameters, bytes: rest.parameters_bytes, sha256: rest.parameters_sha256 },
    result:
      rest.result === null
        ? null
        : { text: rest.result, bytes: rest.result_bytes ?? 0, sha256: rest.result_sha256 ?? '' },
  };
}
