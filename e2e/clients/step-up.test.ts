import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startStack, type Stack } from '../stack.ts';
import { HostProvider } from './host-provider.ts';
import { approveInBrowser } from './person.ts';
import { DEPOSITS_ABOVE_100 } from './three-drafts.ts';

const MARKETER = 'marketer@lumenplay.example';
const READ = 'optimove:read';
const BOTH = 'optimove:read optimove:drafts.write';

/** The v1 SDK types its own transport's optional members without exactOptionalPropertyTypes. */
const transportSchema = z.custom<Transport>((value) => value instanceof TransportV1);
const journalSchema = z.object({ entries: z.array(z.object({ scopes: z.array(z.string()) })) });

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  await fetch(`${stack.control}/reset`, { method: 'POST' });
});

/** What a host does in either generation of the SDK. */
interface Host {
  names(): Promise<string[]>;
  draft(): Promise<{ [member: string]: unknown }>;
}

type Finish = (callback: URLSearchParams) => Promise<void>;

async function openV2(provider: HostProvider, mode: 'auto' | 'legacy'): Promise<Host> {
  const client = new Client({ name: 'host', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(transportV2(provider));
  return {
    names: async () => (await client.listTools()).tools.map(({ name }) => name),
    draft: () => client.callTool(DEPOSITS_ABOVE_100),
  };
}

function transportV2(provider: HostProvider): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(new URL(stack.connector), { authProvider: provider });
}

async function openV1(provider: HostProvider): Promise<Host> {
  const client = new ClientV1({ name: 'host', version: '1.0.0' });
  await client.connect(transportSchema.parse(transportV1(provider)));
  return {
    names: async () => (await client.listTools()).tools.map(({ name }) => name),
    draft: () => client.callTool(DEPOSITS_ABOVE_100),
  };
}

function transportV1(provider: HostProvider): TransportV1 {
  return new TransportV1(new URL(stack.connector), { authProvider: provider });
}

/** Sends the person to the browser, where only `scope` is left ticked, and comes back with the code. */
async function authorize(provider: HostProvider, finish: Finish, email: string, scope?: string[]) {
  if (!provider.authorizationUrl) throw new Error('The client did not ask for authorization.');
  const asked = provider.authorizationUrl.searchParams.get('scope');
  const callback = await approveInBrowser(provider.authorizationUrl, email, scope && { scope });
  await finish(callback.searchParams);
  return asked;
}

async function createdWith(): Promise<string[][]> {
  const answer = await fetch(`${stack.control}/journal?effect=create_draft`);
  return journalSchema.parse(await answer.json()).entries.map(({ scopes }) => scopes);
}

const hosts: [string, (p: HostProvider) => Promise<Host>, (p: HostProvider) => Finish, boolean][] = [
  ['SDK v2 on 2026-07-28', (p) => openV2(p, 'auto'), (p) => (c) => transportV2(p).finishAuth(c), false],
  ['SDK v2 on 2025-11-25', (p) => openV2(p, 'legacy'), (p) => (c) => transportV2(p).finishAuth(c), false],
  // It renews its token before it asks the person, and a renewed token has the scopes of the old one.
  [
    'SDK v1 without refresh token',
    openV1,
    (p) => (c) => transportV1(p).finishAuth(c.get('code') ?? ''),
    true,
  ],
];

describe.each(hosts)('the client of %s', (_, open, finishOf, forgets) => {
  test('that may only read steps up when it calls a builder, and then creates the draft', async () => {
    const provider = new HostProvider('Careful host', BOTH);
    const finish = finishOf(provider);
    await expect(open(provider)).rejects.toThrow(/unauthorized/i);
    await authorize(provider, finish, MARKETER, [READ]);
    if (forgets) provider.forgetRefreshToken();

    const reader = await open(provider);
    const readable = await reader.names();
    await expect(reader.draft()).rejects.toThrow(/unauthorized/i);
    const asked = await authorize(provider, finish, MARKETER);
    const drafter = await open(provider);
    const drafted = await drafter.draft();

    expect(readable.filter((name) => name.includes('create'))).toEqual([]);
    expect(asked?.split(' ').toSorted()).toEqual(BOTH.split(' ').toSorted());
    expect(await drafter.names()).toContain(DEPOSITS_ABOVE_100.name);
    expect(drafted['structuredContent']).toMatchObject({
      draft: { type: 'trigger', status: 'draft', created_by: MARKETER },
      interpretation: 'Fires on the event deposit when amount is greater than 100.',
    });
    expect(await createdWith()).toEqual([['api:drafts']]);
  });
});

test('an analyst, who can never have the scope, is told so by the tool', async () => {
  const provider = new HostProvider('Analyst host', BOTH);
  const finish: Finish = (callback) => transportV2(provider).finishAuth(callback);
  await expect(openV2(provider, 'auto')).rejects.toThrow(/unauthorized/i);
  await authorize(provider, finish, 'analyst@lumenplay.example');

  const refused = await (await openV2(provider, 'auto')).draft();

  expect(provider.tokens()?.scope).toBe(READ);
  expect(refused['isError']).toBe(true);
  expect(JSON.stringify(refused['content'])).toContain('lacks the permission');
  expect(await createdWith()).toEqual([]);
});
