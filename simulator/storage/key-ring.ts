import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StorageError } from './storage-error.ts';
import { newSecret } from './vault.ts';

const FILE = 'simulator.keys';

const ringSchema = z.object({
  /** The newest first, 32 bytes each: it seals, and the others only open what is not sealed anew yet. */
  keys: z.array(z.base64url().length(43)).min(1),
});

/** The secrets of a data folder, the newest first; the first start makes one. */
export function readKeys(folder: string): Uint8Array[] {
  const path = join(folder, FILE);
  if (!existsSync(path)) writeKeys(folder, [newSecret()]);
  const ring = ringSchema.safeParse(jsonIn(readFileSync(path, 'utf8')));
  if (!ring.success) {
    throw new StorageError(`${path} holds no keys: restore it, or remove the folder and lose what it holds.`);
  }
  return ring.data.keys.map((key) => Buffer.from(key, 'base64url'));
}

/** Replaces the keys in one step: whoever reads the file finds the old ones or the new ones whole. */
export function writeKeys(folder: string, secrets: readonly Uint8Array[]): void {
  const keys = secrets.map((secret) => Buffer.from(secret).toString('base64url'));
  const path = join(folder, FILE);
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  writeSync(file, `${JSON.stringify({ keys })}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
