import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localCertificate } from './local-certificate.ts';

const NOW = new Date();
const later = (days: number) => new Date(NOW.getTime() + days * 24 * 3600 * 1000);
const read = (file: string) => readFileSync(file, 'utf8');

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'certificate-')), 'tls');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

/** What a client that trusts this authority alone gets from a server with that certificate. */
async function statusAt(host: string, files: Awaited<ReturnType<typeof localCertificate>>): Promise<unknown> {
  const identity = { cert: read(files.certFile), key: read(files.keyFile) };
  const server = createServer(identity, (_, answer) => answer.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    return await new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', servername: host, port, ca: read(files.caFile) };
      get(options, ({ statusCode }) => resolve(statusCode)).on('error', reject);
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('localCertificate', () => {
  test('is good for this computer, and for no other', async () => {
    const files = await localCertificate(folder, NOW);
    const [leaf, authority] = [files.certFile, files.caFile].map((file) => new X509Certificate(read(file)));

    expect(await statusAt('localhost', files)).toBe(200);
    await expect(statusAt('mcp.example', files)).rejects.toThrow("does not match certificate's altnames");
    for (const address of ['127.0.0.1', '::1']) expect(leaf?.checkIP(address)).toBe(address);
    expect(authority?.ca).toBe(true);
    expect(leaf?.ca).toBe(false);
  });

  test('keeps its keys to the user', async () => {
    await localCertificate(folder, NOW);
    const modes = Object.fromEntries(
      readdirSync(folder).map((file) => [file, (statSync(join(folder, file)).mode & 0o777).toString(8)]),
    );

    expect(modes).toEqual({ 'ca.pem': '644', 'authority.pem': '600', 'localhost.pem': '600' });
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
  });

  test('stays as it is at the next start', async () => {
    const files = await localCertificate(folder, NOW);
    const before = Object.values(files).map(read);

    expect(Object.values(await localCertificate(folder, later(300))).map(read)).toEqual(before);
  });

  test('is one and the same for programs that start at once', async () => {
    const files = await Promise.all(Array.from({ length: 8 }, () => localCertificate(folder, NOW)));
    const [first] = files.map(({ certFile }) => read(certFile));

    expect(await statusAt('localhost', files[0] ?? (await localCertificate(folder, NOW)))).toBe(200);
    await localCertificate(folder, NOW);
    expect(read(join(folder, 'localhost.pem'))).toBe(first);
    expect(readdirSync(folder)).toHaveLength(3);
  });

  test('is renewed a month before it ends, by the authority that clients trust already', async () => {
    const files = await localCertificate(folder, NOW);
    const [cert, ca] = [read(files.certFile), read(files.caFile)];

    await localCertificate(folder, later(370));

    expect(read(files.certFile)).not.toBe(cert);
    expect(read(files.caFile)).toBe(ca);
    expect(new X509Certificate(read(files.certFile)).validToDate > later(700)).toBe(true);
  });

  test('comes from a new authority before the old one would end under it', async () => {
    const files = await localCertificate(folder, NOW);
    const ca = read(files.caFile);

    await localCertificate(folder, later(4 * 365));

    expect(read(files.caFile)).not.toBe(ca);
  });

  test.each(['ca.pem', 'authority.pem', 'localhost.pem'])(
    'is mended where %s comes from elsewhere',
    async (name) => {
      const files = await localCertificate(folder, NOW);
      const elsewhere = join(folder, '..', 'elsewhere');
      await localCertificate(elsewhere, NOW);
      writeFileSync(join(folder, name), read(join(elsewhere, name)));

      await localCertificate(folder, NOW);

      expect(await statusAt('localhost', files)).toBe(200);
    },
  );

  test.each(['ca.pem', 'authority.pem', 'localhost.pem'])('is made anew where %s is broken', async (name) => {
    const files = await localCertificate(folder, NOW);
    writeFileSync(join(folder, name), 'broken');

    expect(await localCertificate(folder, NOW)).toEqual(files);
    expect(await statusAt('localhost', files)).toBe(200);
  });
});
