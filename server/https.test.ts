import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../e2e/listen.ts';
import { localCertificate } from '../scripts/local-certificate.ts';

const MAIN = new URL('main.ts', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'https-'));
let files: Awaited<ReturnType<typeof localCertificate>>;
let ca: string;
beforeAll(async () => {
  files = await localCertificate(folder, new Date());
  ca = readFileSync(files.caFile, 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true }));

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function start(variables: Record<string, string>) {
  const env = { PATH: process.env['PATH'], ...variables };
  const child = spawn(process.execPath, [MAIN, '--json'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  return child;
}

/** Resolves with what it says when it is ready. */
async function readyLineOf(child: ReturnType<typeof start>): Promise<string> {
  return String((await once(child.stdout, 'data'))[0]);
}

async function send(by: typeof tlsRequest, port: number, headers: Record<string, string>) {
  const request = by({
    host: '127.0.0.1',
    servername: 'localhost',
    port,
    path: '/healthz',
    headers,
    ca,
  }).end();
  const [answer]: IncomingMessage[] = await once(request, 'response');
  return { status: answer?.statusCode, headers: answer?.headers, body: answer && (await text(answer)) };
}

describe('the connector over TLS', () => {
  test('serves whoever trusts its certificate, over nothing but HTTPS', async () => {
    const port = await freePort();
    const tls = { TLS_CERT_FILE: files.certFile, TLS_KEY_FILE: files.keyFile };
    const ready = await readyLineOf(start({ ...tls, CONNECTOR_PORT: String(port) }));
    const host = `localhost:${port}`;

    const answer = await send(tlsRequest, port, { host });

    expect(ready).toContain(`"connector":"https://${host}/mcp"`);
    expect(answer.status).toBe(200);
    // It would keep browsers from every other program of this computer.
    expect(answer.headers).not.toHaveProperty('strict-transport-security');
    await expect(send(plainRequest, port, { host })).rejects.toThrow(/socket hang up|ECONNRESET/);
  });

  test.each([
    ['no file', () => ({ TLS_CERT_FILE: 'nowhere.pem', TLS_KEY_FILE: files.keyFile })],
    ['the key of another certificate', () => ({ TLS_CERT_FILE: files.caFile, TLS_KEY_FILE: files.keyFile })],
    ['no certificate', () => ({ TLS_CERT_FILE: MAIN, TLS_KEY_FILE: files.keyFile })],
  ])('does not start with %s, which one line says', async (_, variables) => {
    const child = start(variables());
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);

    expect(code).toBe(1);
    expect(said).toMatch(/^TLS_CERT_FILE .* cannot be used: .*\n$/);
  });

  test('does not start where it would serve plain HTTP beyond this computer', async () => {
    const child = start({ HOST: '0.0.0.0' });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);

    expect(code).toBe(1);
    expect(said).toMatch(/^HOST is "0\.0\.0\.0": that would serve plain HTTP .*TRUSTED_PROXY.*\n$/);
  });
});

describe('the connector behind a proxy', () => {
  const host = 'mcp.example';
  const https = { host, 'x-forwarded-proto': 'https' };

  async function startBehind(TRUSTED_PROXY: string): Promise<number> {
    const port = await freePort();
    const CONNECTOR_PUBLIC_URL = `https://${host}/mcp`;
    await readyLineOf(start({ CONNECTOR_PORT: String(port), TRUSTED_PROXY, CONNECTOR_PUBLIC_URL }));
    return port;
  }

  test('serves what the declared proxy took over HTTPS, and tells browsers to stay with that', async () => {
    const port = await startBehind('127.0.0.1');

    const answer = await send(plainRequest, port, https);

    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'strict-transport-security': 'max-age=31536000' });
  });

  test('refuses plain HTTP, and a host that is not its own, whatever the proxy forwards', async () => {
    const port = await startBehind('127.0.0.1');
    const errorOf = async (headers: Record<string, string>) => {
      const { status, body } = await send(plainRequest, port, headers);
      return [status, JSON.parse(body ?? '').error];
    };

    expect(await errorOf({ host })).toEqual([403, 'https_required']);
    expect(await errorOf({ ...https, 'x-forwarded-proto': 'http' })).toEqual([403, 'https_required']);
    expect(await errorOf({ ...https, host: 'evil.example' })).toEqual([403, 'foreign_host']);
    expect(await errorOf({ ...https, host: 'evil.example', 'x-forwarded-host': host })).toEqual([
      403,
      'foreign_host',
    ]);
    expect(await errorOf({ ...https, 'x-forwarded-host': 'evil.example' })).toEqual([403, 'foreign_host']);
    expect(await errorOf({ ...https, host: `localhost:${port}` })).toEqual([403, 'foreign_host']);
  });

  test('refuses whoever claims to be one', async () => {
    const port = await startBehind('10.0.0.7, fd00::/8');

    const { status, body } = await send(plainRequest, port, https);

    expect(status).toBe(403);
    expect(body).toContain('untrusted_proxy');
  });
});
