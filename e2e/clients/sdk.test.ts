import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startStack, type Stack } from '../stack.ts';
import { HostProvider } from './host-provider.ts';
import { approveInBrowser } from './person.ts';
import { DRAFTS_OF_THE_LAST_HOUR, draftIds, LAPSED_VIP, segmentDefinition } from './three-drafts.ts';

/** The v1 SDK types its own transport's optional members without exactOptionalPropertyTypes. */
const transportSchema = z.custom<Transport>((value) => value instanceof TransportV1);

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

/** Lets the host meet 401, send the person to the browser, and connect anew with the code that comes back. */
async function signIn(
  provider: HostProvider,
  attempt: () => Promise<void>,
  finish: (callback: URLSearchParams) => Promise<void>,
): Promise<void> {
  await expect(attempt()).rejects.toThrow(/unauthorized/i);
  if (!provider.authorizationUrl) throw new Error('The client did not ask for authorization.');
  const callback = await approveInBrowser(provider.authorizationUrl, 'marketer@lumenplay.example');
  await finish(callback.searchParams);
}

describe('MCP SDK v2 client', () => {
  test.for([['auto', '2026-07-28'] as const, ['legacy', '2025-11-25'] as const])(
    'signs in through the browser pages and reads the tenant in mode %s as revision %s',
    async ([mode, revision]) => {
      const provider = new HostProvider('SDK v2 host', 'optimove:read');
      const connect = async (): Promise<Client> => {
        const client = new Client({ name: 'host', version: '1.0.0' }, { versionNegotiation: { mode } });
        await client.connect(
          new StreamableHTTPClientTransport(new URL(stack.connector), { authProvider: provider }),
        );
        return client;
      };
      await signIn(
        provider,
        async () => void (await connect()),
        (callback) =>
          new StreamableHTTPClientTransport(new URL(stack.connector), {
            authProvider: provider,
          }).finishAuth(callback),
      );

      const client = await connect();
      const { tools } = await client.listTools();
      const drafts = await client.callTool(DRAFTS_OF_THE_LAST_HOUR);
      const segment = await client.callTool(LAPSED_VIP);
      const [linked] = drafts.content.filter((block) => block.type === 'resource_link');
      const read = await client.readResource({ uri: linked?.uri ?? '' });
      const completed = await client.complete({
        ref: { type: 'ref/prompt', name: 'explain_segment' },
        argument: { name: 'segment', value: 'lapsed' },
      });
      const revisionSpoken = client.getNegotiatedProtocolVersion();
      await client.close();

      expect(revisionSpoken).toBe(revision);
      expect(tools.length).toBeGreaterThanOrEqual(17);
      expect(draftIds(drafts.structuredContent)).toHaveLength(3);
      expect(segmentDefinition(segment.structuredContent)).toHaveProperty('children');
      expect(read.contents).toMatchObject([{ uri: linked?.uri, mimeType: 'application/json' }]);
      expect(completed.completion.values).toContain('Lapsed VIP');
    },
  );
});

describe('MCP SDK v1 client', () => {
  test('signs in through the browser pages and reads the tenant', async () => {
    const provider = new HostProvider('SDK v1 host', 'optimove:read');
    const url = new URL(stack.connector);
    const connect = async (): Promise<ClientV1> => {
      const client = new ClientV1({ name: 'host', version: '1.0.0' });
      await client.connect(transportSchema.parse(new TransportV1(url, { authProvider: provider })));
      return client;
    };
    await signIn(
      provider,
      async () => void (await connect()),
      (callback) => new TransportV1(url, { authProvider: provider }).finishAuth(callback.get('code') ?? ''),
    );

    const client = await connect();
    const { tools } = await client.listTools();
    const drafts = await client.callTool(DRAFTS_OF_THE_LAST_HOUR);
    const { resourceTemplates } = await client.listResourceTemplates();
    const { prompts } = await client.listPrompts();
    await client.close();

    expect(tools.length).toBeGreaterThanOrEqual(17);
    expect(draftIds(drafts.structuredContent)).toHaveLength(3);
    expect(JSON.stringify(drafts.content)).toContain('"resource_link"');
    expect(resourceTemplates).toHaveLength(8);
    expect(prompts.length).toBeGreaterThanOrEqual(4);
  });
});
