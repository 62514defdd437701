import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startStack, type Stack } from '../stack.ts';
import { HostProvider } from './host-provider.ts';
import { approveInBrowser } from './person.ts';

/** The v1 SDK types its own transport's optional members without exactOptionalPropertyTypes. */
const transportSchema = z.custom<Transport>((value) => value instanceof TransportV1);
const PERSON = 'agency@agency.example';
const CALL = { name: 'optimove_list_campaigns', arguments: { limit: 1 } };

let stack: Stack;
let url: URL;
beforeAll(async () => {
  stack = await startStack();
  url = new URL(`${stack.connector}/t/northaisle?toolsets=explorer&read_only=true`);
});
afterAll(() => stack.stop());

interface Host {
  connect(provider: HostProvider): Promise<Pick<Client | ClientV1, 'close'> & Listing>;
  finish(provider: HostProvider, callback: URLSearchParams): Promise<void>;
}
interface Listing {
  listTools(): Promise<{ tools: { name: string; inputSchema: unknown }[] }>;
  callTool(call: typeof CALL): Promise<Record<string, unknown>>;
}

const transport = (authProvider: HostProvider) => new StreamableHTTPClientTransport(url, { authProvider });

function v2(mode: 'auto' | 'legacy'): Host {
  return {
    async connect(provider) {
      const client = new Client({ name: 'host', version: '1.0.0' }, { versionNegotiation: { mode } });
      await client.connect(transport(provider));
      return client;
    },
    finish: (provider, callback) => transport(provider).finishAuth(callback),
  };
}

const v1: Host = {
  async connect(authProvider) {
    const client = new ClientV1({ name: 'host', version: '1.0.0' });
    await client.connect(transportSchema.parse(new TransportV1(url, { authProvider })));
    return client;
  },
  finish: (authProvider, callback) =>
    new TransportV1(url, { authProvider }).finishAuth(callback.get('code') ?? ''),
};

describe('a narrowed address', () => {
  test.each([
    ['SDK v2', v2('auto')],
    ['SDK v2 as 2025-11-25', v2('legacy')],
    ['SDK v1', v1],
  ])('is signed in to and read by a host on %s', async (_, host) => {
    const provider = new HostProvider('Narrowed host', 'optimove:read');
    await expect(host.connect(provider)).rejects.toThrow(/unauthorized/i);
    if (!provider.authorizationUrl) throw new Error('The client did not ask for authorization.');
    const callback = await approveInBrowser(provider.authorizationUrl, PERSON);
    await host.finish(provider, callback.searchParams);

    const client = await host.connect(provider);
    const { tools } = await client.listTools();
    const { structuredContent } = await client.callTool(CALL);
    await client.close();

    expect(decodeJwt(provider.tokens()?.access_token ?? '').aud).toBe(stack.connector);
    expect(tools.length).toBeGreaterThanOrEqual(17);
    expect(tools.filter(({ name }) => name.includes('analytics') || name.includes('docs'))).toEqual([]);
    expect(JSON.stringify(tools.map(({ inputSchema }) => inputSchema))).not.toContain('tenant_id');
    expect(structuredContent).toMatchObject({ tenant_id: 'northaisle' });
  });

  test('that says nothing clear is 400 for everybody', async () => {
    const answer = await fetch(`${stack.connector}/t/nowhere?read_only=perhaps`, { method: 'POST' });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error_description: expect.stringContaining('true, false') });
  });
});
