import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { AdapterPayload } from 'oidc-provider';
import { z } from 'zod';
import type { Clock } from '../ports.ts';
import { openCell, sealCell } from '../storage/seal-anew.ts';
import { memoryStorage, type Storage } from '../storage/storage.ts';
import type { Vault } from '../storage/vault.ts';

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

/**
 * The memory of the authorization server. What it remembers is sealed and what it is found by is hashed, in memory and in a file
 * alike. Expiry follows the clock of the world that an entry's account belongs to.
 */
export class EntryStore {
  readonly #clockOf: (accountId: string | undefined) => Clock;
  readonly #database: DatabaseSync;
  readonly #vault: Vault;
  readonly #statements = new Map<string, StatementSync>();
  #writes = 0;

  constructor(
    clockOf: (accountId: string | undefined) => Clock,
    { database, vault }: Storage = memoryStorage(),
  ) {
    this.#clockOf = clockOf;
    this.#database = database;
    this.#vault = vault;
  }

  /** A one-way reference to a grant, fit to stand in a token: it tells nothing and opens nothing. */
  reference(grantId: string): string {
    return this.#vault.name(referenceText(grantId));
  }

  put(kind: string, id: string, payload: AdapterPayload, secondsToLive?: number): void {
    if (++this.#writes % WRITES_BETWEEN_SWEEPS === 0) this.#sweep();
    const now = this.#now(payload.accountId);
    const alias = kind === 'Grant' ? referenceText(id) : kind === 'Session' ? payload.uid : undefined;
    const { hashes, sealed } = this.#sealed(kind, id, payload, {
      ...(alias !== undefined && { alias }),
      ...(payload.grantId !== undefined && { grant_id: `Grant/${payload.grantId}` }),
      ...(payload.accountId !== undefined && { account_id: payload.accountId }),
      ...(payload.clientId !== undefined && { client_id: `Client/${payload.clientId}` }),
    });
    this.#run(
      `INSERT INTO entry (kind, id, sealed, created_at, expires_at, alias, grant_id, account_id, client_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at,
         alias = excluded.alias, grant_id = excluded.grant_id, account_id = excluded.account_id,
         client_id = excluded.client_id`,
      kind,
      hashes['id'] ?? '',
      sealed,
      now,
      secondsToLive === undefined ? null : now + secondsToLive * 1000,
      ...['alias', 'grant_id', 'account_id', 'client_id'].map((column) => hashes[column] ?? null),
    );
  }

  find(kind: string, id: string): Entry | undefined {
    return this.#entries('kind = ? AND id = ?', kind, this.#nameOf(kind, id))[0];
  }

  grantByReference(reference: string): Entry | undefined {
    return this.#entries("kind = 'Grant' AND alias = ?", reference)[0];
  }

  sessionByUid(uid: string): Entry | undefined {
    return this.#entries("kind = 'Session' AND alias = ?", this.#vault.name(uid))[0];
  }

  grantsOfUser(userId: string): Entry[] {
    return this.#entries("kind = 'Grant' AND account_id = ?", this.#vault.name(userId));
  }

  grantsOfClient(clientId: string): Entry[] {
    return this.#entries("kind = 'Grant' AND client_id = ?", this.#nameOf('Client', clientId));
  }

  /** Replaces what is remembered without touching its expiry. */
  rewrite(kind: string, id: string, payload: AdapterPayload): void {
    const name = this.#nameOf(kind, id);
    const row = this.#prepared('SELECT * FROM entry WHERE kind = ? AND id = ?').get(kind, name);
    if (row === undefined) return;
    const { names } = openCell(this.#vault, 'entry', row);
    const { sealed } = this.#sealed(kind, id, payload, names);
    this.#run('UPDATE entry SET sealed = ? WHERE kind = ? AND id = ?', sealed, kind, name);
  }

  markUsed(kind: string, id: string): void {
    const now = this.#now(this.find(kind, id)?.payload.accountId);
    this.#run('UPDATE entry SET used_at = ? WHERE kind = ? AND id = ?', now, kind, this.#nameOf(kind, id));
  }

  /** Whether this call was the one that consumed the entry: of several at once only one is told so. */
  consume(kind: string, id: string): boolean {
    const now = this.#now(this.find(kind, id)?.payload.accountId);
    const consumed = 'UPDATE entry SET consumed_at = ? WHERE kind = ? AND id = ? AND consumed_at IS NULL';
    return this.#run(consumed, now, kind, this.#nameOf(kind, id)) === 1;
  }

  remove(kind: string, id: string): void {
    this.#run('DELETE FROM entry WHERE kind = ? AND id = ?', kind, this.#nameOf(kind, id));
  }

  /** Ends a grant with every code and token that came from it. Whether it was there. */
  removeGrant(id: string): boolean {
    const name = this.#nameOf('Grant', id);
    this.#run('DELETE FROM entry WHERE grant_id = ?', name);
    return this.#run("DELETE FROM entry WHERE kind = 'Grant' AND id = ?", name) === 1;
  }

  /** Ends every grant, code, token and session of an account. */
  removeAccount(accountId: string): void {
    this.#run('DELETE FROM entry WHERE account_id = ?', this.#vault.name(accountId));
  }

  count(kind: string): number {
    return Number(this.#prepared('SELECT count(*) AS n FROM entry WHERE kind = ?').get(kind)?.['n']);
  }

  clear(): void {
    this.#run('DELETE FROM entry');
  }

  #nameOf(kind: string, id: string): string {
    return this.#vault.name(`${kind}/${id}`);
  }

  #sealed(kind: string, id: string, payload: AdapterPayload, names: Record<string, string>) {
    return sealCell(this.#vault, 'entry', {
      names: { ...names, id: `${kind}/${id}` },
      value: { id, payload },
    });
  }

  #now(accountId?: string): number {
    return this.#clockOf(accountId).now().getTime();
  }

  #prepared(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  /** What is found and still lives. */
  #entries(where: string, ...values: string[]): Entry[] {
    const rows = this.#prepared(`SELECT * FROM entry WHERE ${where} ORDER BY sequence`).all(...values);
    return rows.map((row) => this.#found(row)).flatMap(({ entry, isOver }) => (isOver ? [] : entry));
  }

  #found(row: Record<string, SQLOutputValue>): { entry: Entry; isOver: boolean } {
    const { id, payload } = valueSchema.parse(openCell(this.#vault, 'entry', row).value);
    const expiresAt = row['expires_at'];
    return {
      entry: {
        id,
        payload,
        createdAt: new Date(Number(row['created_at'])),
        usedAt: row['used_at'] === null ? null : new Date(Number(row['used_at'])),
        consumedAt: row['consumed_at'] === null ? null : new Date(Number(row['consumed_at'])),
      },
      isOver: expiresAt !== null && Number(expiresAt) <= this.#now(payload.accountId),
    };
  }

  #sweep(): void {
    const over = 'SELECT * FROM entry WHERE expires_at <= ?';
    for (const row of this.#prepared(over).all(this.#now())) {
      // Another world may be behind the one whose clock was asked.
      if (this.#found(row).isOver) this.#run('DELETE FROM entry WHERE sequence = ?', row['sequence'] ?? null);
    }
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

/** What the reference to a grant is the hash of, with whichever key the store is sealed. */
function referenceText(grantId: string): string {
  return `reference/${grantId}`;
}

/** The payload is what `oidc-provider` gave, word by word. */
const valueSchema = z.object({ id: z.string(), payload: z.custom<AdapterPayload>() });
