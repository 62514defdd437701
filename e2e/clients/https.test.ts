import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStack, type Stack } from '../stack.ts';
import { HostProvider } from './host-provider.ts';
import { approveInBrowser } from './person.ts';
import { DRAFTS_OF_THE_LAST_HOUR, draftIds } from './three-drafts.ts';

/** Access tokens of both kinds have this form. @see RFC 7519, section 3 */
const JWT = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/;

let folder: string;
let stack: Stack;
const standard = getCACertificates('default');
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'https-'));
  stack = await startStack(['--tls'], { OPTIMOVE_DATA: folder });
});
afterAll(async () => {
  setDefaultCACertificates(standard);
  await stack.stop();
  await rm(folder, { recursive: true });
});

describe('npm start -- --tls', () => {
  test('is reached over HTTPS only, and by nobody who does not trust its authority', async () => {
    expect(stack).toMatchObject({
      connector: expect.stringMatching(/^https:\/\/localhost:\d+\/mcp$/),
      simulator: expect.stringMatching(/^https:\/\/localhost:\d+$/),
      issuer: stack.simulator,
      ca: join(folder, 'tls', 'ca.pem'),
    });
    await expect(fetch(stack.connector)).rejects.toThrow('fetch failed');
    await expect(fetch(stack.connector.replace('https:', 'http:'))).rejects.toThrow('fetch failed');
  });

  test('lets a host that trusts it sign in and call', async () => {
    setDefaultCACertificates([...standard, await readFile(stack.ca ?? '', 'utf8')]);
    const provider = new HostProvider('HTTPS host', 'optimove:read');
    const transport = () =>
      new StreamableHTTPClientTransport(new URL(stack.connector), { authProvider: provider });
    const client = new Client({ name: 'host', version: '1.0.0' });

    await expect(client.connect(transport())).rejects.toThrow(/unauthorized/i);
    if (!provider.authorizationUrl) throw new Error('The client did not ask for authorization.');
    const { searchParams } = await approveInBrowser(provider.authorizationUrl, 'marketer@lumenplay.example');
    await transport().finishAuth(searchParams);
    const signedIn = new Client({ name: 'host', version: '1.0.0' });
    await signedIn.connect(transport());
    const drafts = await signedIn.callTool(DRAFTS_OF_THE_LAST_HOUR);
    await signedIn.close();

    expect(draftIds(drafts.structuredContent)).toHaveLength(3);
  });

  test('has left no access token in its data folder, neither of the host nor for the API', async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const texts = await Promise.all(
      files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')),
    );

    expect(files.length).toBeGreaterThan(0);
    expect(texts.filter((text) => JWT.test(text))).toEqual([]);
  });

  test('sets no cookie that would travel over plain HTTP', async () => {
    const answer = await fetch(`${stack.issuer}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ email: 'marketer@lumenplay.example', password: 'optimove-demo' }),
    });
    const cookies = answer.headers.getSetCookie();

    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/; secure/i);
  });
});
