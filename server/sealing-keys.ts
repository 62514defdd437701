import { hkdfSync, randomBytes } from 'node:crypto';
import { access, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const KEY_BYTES = 32;
const FILE = 'connector.key';

/** A key for each thing that the connector seals: what was sealed as one opens as no other. */
export interface SealingKeys {
  cursors: Uint8Array;
  jobs: Uint8Array;
}

/**
 * All keys follow from one secret, so that replicas and restarts that share it open what any of them sealed.
 *
 * @param secret 32 random bytes.
 * @see RFC 5869
 */
export function sealingKeysOf(secret: Uint8Array): SealingKeys {
  const derived = (label: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', secret, '', `optimove mcp connector, ${label}`, KEY_BYTES));
  return { cursors: derived('cursors'), jobs: derived('jobs') };
}

/** The secret in a text of 43 characters; null when it is none. */
export function secretIn(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === KEY_BYTES && bytes.toString('base64url') === text ? bytes : null;
}

/** The secret of a data folder, made on the first start. */
export async function secretOf(folder: string): Promise<Uint8Array> {
  const path = join(folder, FILE);
  await access(path).catch(() => makeSecret(folder, path));
  const secret = secretIn((await readFile(path, 'utf8')).trim());
  if (secret === null)
    throw new Error(`${path} holds no key: restore it, or remove it and lose what it sealed.`);
  return secret;
}

/** Two starts at once agree on one file: it appears whole, and the first one stays. */
async function makeSecret(folder: string, path: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${randomBytes(KEY_BYTES).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
}
