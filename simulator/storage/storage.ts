import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readKeys, writeKeys } from './key-ring.ts';
import { StorageError } from './storage-error.ts';
import { sealAnew } from './seal-anew.ts';
import { createVault, newSecret, SealError, type Vault } from './vault.ts';

const FILE = 'simulator.db';
const VERSION = 1;
const PROBE = 'probe';

/**
 * Rows of the world and entries of the authorization server. What tells them apart and what they hold is hashed or sealed; the rest
 * are numbers. The probe tells which key the file is sealed with.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS probe (sealed BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS row (
    sequence INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE, part TEXT NOT NULL, world TEXT NOT NULL,
    sealed BLOB NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS row_part ON row (part);
  CREATE INDEX IF NOT EXISTS row_world ON row (world);
  CREATE TABLE IF NOT EXISTS entry (
    sequence INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, sealed BLOB NOT NULL, created_at INTEGER NOT NULL,
    expires_at INTEGER, consumed_at INTEGER, used_at INTEGER,
    alias TEXT, grant_id TEXT, account_id TEXT, client_id TEXT, UNIQUE (kind, id)) STRICT;
  CREATE INDEX IF NOT EXISTS entry_alias ON entry (kind, alias) WHERE alias IS NOT NULL;
  CREATE INDEX IF NOT EXISTS entry_grant ON entry (grant_id) WHERE grant_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS entry_account ON entry (kind, account_id) WHERE account_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS entry_client ON entry (client_id) WHERE client_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS entry_expiry ON entry (expires_at) WHERE expires_at IS NOT NULL;`;

/** Where a simulator keeps what it must not forget, and what nothing is kept in without. */
export interface Storage {
  readonly database: DatabaseSync;
  readonly vault: Vault;
  close(): void;
}

/** Storage that ends with the process. */
export function memoryStorage(): Storage {
  const database = new DatabaseSync(':memory:');
  database.exec(SCHEMA);
  return { database, vault: createVault(), close: () => database.close() };
}

/**
 * The storage of a data folder, made where there is none, and sealed anew when the newest key is not the one that it is sealed with.
 * Whatever a write reports as done survives the end of this process at any moment. Throws a `StorageError` when the folder is in use,
 * cannot be written, or is not one of ours.
 */
export function openStorage(folder: string): Storage {
  const path = join(folder, FILE);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const keys = readKeys(folder);
    const database = openDatabase(path);
    try {
      const vault = unlocked(database, keys.map(createVault), path);
      if (keys.length > 1) writeKeys(folder, keys.slice(0, 1));
      return { database, vault, close: () => database.close() };
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    throw error instanceof StorageError ? error : new StorageError(reasonOf(error, folder), { cause: error });
  }
}

/** Puts a new key before those of a folder that is not in use; at the next start everything is sealed with it. */
export function rotateKeys(folder: string): void {
  openStorage(folder).close();
  writeKeys(folder, [newSecret(), ...readKeys(folder)]);
  openStorage(folder).close();
}

function openDatabase(path: string): DatabaseSync {
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path);
  try {
    // Held until the process ends, however it ends: two simulators on one file would not know of each other.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    database.exec('BEGIN IMMEDIATE; COMMIT');
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version > VERSION) {
      throw new StorageError(`${path} was written by a newer simulator (format ${version}). Use that one.`);
    }
    database.exec(`${SCHEMA} PRAGMA user_version = ${VERSION};`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The newest vault, after everything that an older one sealed was sealed with it. */
function unlocked(database: DatabaseSync, vaults: readonly Vault[], path: string): Vault {
  const [newest] = vaults;
  const probe = database.prepare('SELECT sealed FROM probe').get()?.['sealed'];
  if (newest === undefined) throw new TypeError('A key ring holds one key at least.');
  if (!(probe instanceof Uint8Array)) {
    database.prepare('INSERT INTO probe (sealed) VALUES (?)').run(newest.seal(PROBE, PROBE));
    return newest;
  }
  const right = vaults.find((vault) => opens(vault, probe));
  if (right === undefined) {
    throw new StorageError(`${path} is sealed with a key that is not beside it. Restore simulator.keys.`);
  }
  if (right !== newest) sealAnew(database, right, newest, PROBE);
  return newest;
}

function reasonOf(error: unknown, folder: string): string {
  const text = error instanceof Error ? error.message : String(error);
  if (/locked|busy/i.test(text))
    return `${folder} is in use by another simulator. Stop that one, or take another folder.`;
  return `${folder} cannot be used as data folder: ${text}. Take a folder that can be written.`;
}

function opens(vault: Vault, probe: Uint8Array): boolean {
  try {
    return vault.open(probe, PROBE) === PROBE;
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}
