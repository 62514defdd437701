import { createHmac, randomBytes } from 'node:crypto';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { AdapterPayload } from 'oidc-provider';
import type { Clock } from '../ports.ts';

/** Something the authorization server remembers: a grant, a token, a session, a client and so on, by kind. */
export interface Entry {
  id: string;
  payload: AdapterPayload;
  createdAt: Date;
  usedAt: Date | null;
  consumedAt: Date | null;
}

/** How many entries of a kind are kept; the oldest go first. Of clients, those with a grant always stay. */
const CAPACITY: Readonly<Record<string, number>> = {
  AuthorizationCode: 5_000,
  Client: 1_000,
  ConnectorAssertion: 50_000,
  Grant: 20_000,
  Interaction: 5_000,
  RefreshToken: 50_000,
  Session: 5_000,
};
const WRITES_BETWEEN_SWEEPS = 100;

const SCHEMA = `
  CREATE TABLE entry (
    sequence INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, created_at INTEGER NOT NULL,
    expires_at INTEGER, consumed_at INTEGER, used_at INTEGER,
    alias TEXT, grant_id TEXT, account_id TEXT, client_id TEXT, UNIQUE (kind, id)) STRICT;
  CREATE INDEX entry_alias ON entry (kind, alias) WHERE alias IS NOT NULL;
  CREATE INDEX entry_grant ON entry (grant_id) WHERE grant_id IS NOT NULL;
  CREATE INDEX entry_account ON entry (kind, account_id) WHERE account_id IS NOT NULL;
  CREATE INDEX entry_client ON entry (client_id) WHERE client_id IS NOT NULL;
  CREATE INDEX entry_expiry ON entry (expires_at) WHERE expires_at IS NOT NULL;`;

const LIVE = '(expires_at IS NULL OR expires_at > ?)';

/**
 * The memory of the authorization server: one table in memory, whose expiry follows the world's clock. It is the only place
 * that knows how entries are kept, so that a file with sealed payloads can take its place.
 */
export class EntryStore {
  readonly #clock: Clock;
  readonly #key = randomBytes(32);
  readonly #database = new DatabaseSync(':memory:');
  #writes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#database.exec(SCHEMA);
  }

  /** A one-way reference to a grant, fit to stand in a token: it tells nothing and opens nothing. */
  reference(grantId: string): string {
    return createHmac('sha256', this.#key).update(grantId).digest('base64url');
  }

  put(kind: string, id: string, payload: AdapterPayload, secondsToLive?: number): void {
    if (++this.#writes % WRITES_BETWEEN_SWEEPS === 0) this.#sweep();
    const now = this.#now();
    const alias = kind === 'Grant' ? this.reference(id) : kind === 'Session' ? payload.uid : undefined;
    this.#run(
      `INSERT INTO entry (kind, id, payload, created_at, expires_at, alias, grant_id, account_id, client_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET payload = excluded.payload, expires_at = excluded.expires_at,
         alias = excluded.alias, account_id = excluded.account_id`,
      kind,
      id,
      JSON.stringify(payload),
      now,
      secondsToLive === undefined ? null : now + secondsToLive * 1000,
      alias ?? null,
      payload.grantId ?? null,
      payload.accountId ?? null,
      payload.clientId ?? null,
    );
  }

  find(kind: string, id: string): Entry | undefined {
    return this.#entries('kind = ? AND id = ?', kind, id)[0];
  }

  /** A grant by its reference, a session by its uid. */
  findByAlias(kind: 'Grant' | 'Session', alias: string): Entry | undefined {
    return this.#entries('kind = ? AND alias = ?', kind, alias)[0];
  }

  grantsOfUser(userId: string): Entry[] {
    return this.#entries("kind = 'Grant' AND account_id = ?", userId);
  }

  grantsOfClient(clientId: string): Entry[] {
    return this.#entries("kind = 'Grant' AND client_id = ?", clientId);
  }

  /** Replaces what is remembered without touching its expiry. */
  rewrite(kind: string, id: string, payload: AdapterPayload): void {
    this.#run('UPDATE entry SET payload = ? WHERE kind = ? AND id = ?', JSON.stringify(payload), kind, id);
  }

  markUsed(kind: string, id: string): void {
    this.#run('UPDATE entry SET used_at = ? WHERE kind = ? AND id = ?', this.#now(), kind, id);
  }

  /** Whether this call was the one that consumed the entry: of several at once only one is told so. */
  consume(kind: string, id: string): boolean {
    const consumed = 'UPDATE entry SET consumed_at = ? WHERE kind = ? AND id = ? AND consumed_at IS NULL';
    return this.#run(consumed, this.#now(), kind, id) === 1;
  }

  remove(kind: string, id: string): void {
    this.#run('DELETE FROM entry WHERE kind = ? AND id = ?', kind, id);
  }

  /** Ends a grant with every code and token that came from it. Whether it was there. */
  removeGrant(id: string): boolean {
    this.#run('DELETE FROM entry WHERE grant_id = ?', id);
    return this.#run("DELETE FROM entry WHERE kind = 'Grant' AND id = ?", id) === 1;
  }

  count(kind: string): number {
    return Number(this.#database.prepare('SELECT count(*) AS n FROM entry WHERE kind = ?').get(kind)?.['n']);
  }

  clear(): void {
    this.#run('DELETE FROM entry');
  }

  #now(): number {
    return this.#clock.now().getTime();
  }

  #run(sql: string, ...values: (string | number | null)[]): number {
    return Number(this.#database.prepare(sql).run(...values).changes);
  }

  #entries(where: string, ...values: string[]): Entry[] {
    const sql = `SELECT * FROM entry WHERE ${where} AND ${LIVE} ORDER BY sequence`;
    return this.#database
      .prepare(sql)
      .all(...values, this.#now())
      .map(entryOf);
  }

  #sweep(): void {
    this.#run('DELETE FROM entry WHERE expires_at <= ?', this.#now());
    for (const [kind, capacity] of Object.entries(CAPACITY)) {
      const surplus = this.count(kind) - capacity;
      if (surplus <= 0) continue;
      this.#run(
        `DELETE FROM entry WHERE sequence IN (
           SELECT sequence FROM entry AS old WHERE kind = ? AND NOT EXISTS (
             SELECT 1 FROM entry WHERE kind = 'Grant' AND client_id = old.id) ORDER BY sequence LIMIT ?)`,
        kind,
        surplus,
      );
    }
    this.#run(
      `DELETE FROM entry WHERE kind = 'RegistrationAccessToken'
         AND client_id NOT IN (SELECT id FROM entry WHERE kind = 'Client')`,
    );
  }
}

function entryOf(row: Record<string, SQLOutputValue>): Entry {
  const payload: AdapterPayload = JSON.parse(String(row['payload']));
  return {
    id: String(row['id']),
    payload,
    createdAt: new Date(Number(row['created_at'])),
    usedAt: row['used_at'] === null ? null : new Date(Number(row['used_at'])),
    consumedAt: row['consumed_at'] === null ? null : new Date(Number(row['consumed_at'])),
  };
}
