import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { seal, unseal } from './sealed-text.ts';
import { sealingKeysOf, secretIn, secretOf } from './sealing-keys.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'connector-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return join(made, 'data');
}

describe('secretOf', () => {
  test('makes a key once, for the owner alone, and gives it again', async () => {
    const data = await folder();
    const secret = await secretOf(data);

    expect(await secretOf(data)).toEqual(secret);
    expect(secret).toHaveLength(32);
    expect(await readdir(data)).toEqual(['connector.key']);
    expect((await stat(join(data, 'connector.key'))).mode & 0o777).toBe(0o600);
    expect(secretIn((await readFile(join(data, 'connector.key'), 'utf8')).trim())).toEqual(secret);
  });

  test('is the same for starts at once, and another in another folder', async () => {
    const [one, two] = [await folder(), await folder()];
    const secrets = await Promise.all([secretOf(one), secretOf(one), secretOf(one)]);

    expect(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(1);
    expect(await secretOf(two)).not.toEqual(secrets[0]);
  });

  test('says what to do with a file that holds no key, without what it holds', async () => {
    const data = await folder();
    await secretOf(data);
    await writeFile(join(data, 'connector.key'), 'hunter2');

    await expect(secretOf(data)).rejects.toThrow(/connector\.key holds no key: restore it, or remove it/);
    await expect(secretOf(data)).rejects.not.toThrow('hunter2');
    expect(await readFile(join(data, 'connector.key'), 'utf8')).toBe('hunter2');
  });
});

describe('sealingKeysOf', () => {
  test('gives keys of which none opens what another sealed, the same for the same secret', () => {
    const { cursors, jobs } = sealingKeysOf(new Uint8Array(32).fill(1));
    const sealed = seal(cursors, 'use', 'text');

    expect(sealingKeysOf(new Uint8Array(32).fill(1))).toEqual({ cursors, jobs });
    expect([unseal(cursors, 'use', sealed), unseal(jobs, 'use', sealed)]).toEqual(['text', null]);
    expect(sealingKeysOf(new Uint8Array(32).fill(2)).cursors).not.toEqual(cursors);
  });
});
