import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { AUDIT_LOCK_WAIT_MS, AUDIT_RETENTION_MS } from '../limits.ts';
import type { AuditLog, BegunCall, EndedCall } from './audit-log.ts';
import { HOUR_MS, hoursIn, hourOf, tableOf } from './hours.ts';

/** What makes deleted text unreadable: dropped pages are overwritten with zeros, in the file and not only in its index. */
const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA secure_delete = ON;
  PRAGMA temp_store = MEMORY;`;

const COLUMNS = `
  id TEXT NOT NULL UNIQUE, time INTEGER NOT NULL, user_id TEXT NOT NULL, client_id TEXT NOT NULL, tenant_id TEXT,
  tool TEXT NOT NULL, parameters TEXT NOT NULL, parameters_bytes INTEGER NOT NULL, parameters_sha256 TEXT NOT NULL,
  outcome TEXT, duration_ms INTEGER, upstream_request_ids TEXT,
  result TEXT, result_bytes INTEGER, result_sha256 TEXT`;

interface HourTable {
  hour: number;
  insert: StatementSync;
  update: StatementSync;
}

/**
 * The audit log as one SQLite file, readable by its owner alone. Each hour of calls is a table of its own, which is dropped as a
 * whole 30 days after that hour: SQLite moves rows between the pages of a table, so that a row deleted by itself can stay readable
 * in a page that it once was on.
 */
export class SqliteAuditLog implements AuditLog {
  readonly #database: DatabaseSync;
  #current: HourTable | null = null;

  constructor(file: string, now: Date) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    this.#database = new DatabaseSync(file, { timeout: AUDIT_LOCK_WAIT_MS });
    this.#database.exec(SETTINGS);
    this.sweep(now);
  }

  async begin(call: BegunCall): Promise<{ finish(end: EndedCall): Promise<void> }> {
    const { insert, update } = this.#tableFor(call.time);
    const { parameters } = call;
    const { lastInsertRowid } = insert.run(
      call.id,
      call.time.getTime(),
      call.user_id,
      call.client_id,
      call.tenant_id,
      call.tool,
      parameters.text,
      parameters.bytes,
      parameters.sha256,
    );
    return {
      async finish({ tenant_id, outcome, duration_ms, upstream_request_ids, result }) {
        const { changes } = update.run(
          tenant_id,
          outcome,
          Math.round(duration_ms),
          JSON.stringify(upstream_request_ids),
          result.text,
          result.bytes,
          result.sha256,
          lastInsertRowid,
        );
        if (changes !== 1) throw new Error('The audit log has lost the beginning of a call.');
      },
    };
  }

  sweep(now: Date): void {
    const old = hoursIn(this.#database).filter((hour) => isOver(hour, now));
    for (const hour of old) this.#database.exec(`DROP TABLE IF EXISTS ${tableOf(hour)}`);
    // The log of changes still holds what was dropped. A reader in the midst of it makes this wait for the next time.
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    this.#database.close();
  }

  #tableFor(time: Date): HourTable {
    const hour = hourOf(time);
    if (this.#current?.hour === hour) return this.#current;
    this.sweep(time);
    const table = tableOf(hour);
    this.#database.exec(`CREATE TABLE IF NOT EXISTS ${table} (${COLUMNS}) STRICT`);
    this.#current = {
      hour,
      insert: this.#database.prepare(
        `INSERT INTO ${table} (id, time, user_id, client_id, tenant_id, tool, parameters, parameters_bytes, parameters_sha256)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      update: this.#database.prepare(
        `UPDATE ${table} SET tenant_id = ?, outcome = ?, duration_ms = ?, upstream_request_ids = ?,
           result = ?, result_bytes = ?, result_sha256 = ? WHERE rowid = ?`,
      ),
    };
    return this.#current;
  }
}

function isOver(hour: number, now: Date): boolean {
  return (hour + 1) * HOUR_MS + AUDIT_RETENTION_MS <= now.getTime();
}
