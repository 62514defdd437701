import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startStack, type Stack } from '../stack.ts';
import { signInAs } from './person.ts';

const POINTER = 'https://us.mcp.example/mcp';
const journalSchema = z.object({ entries: z.array(z.looseObject({ path: z.string() })) });
const textSchema = z.object({ isError: z.literal(true), content: z.array(z.object({ text: z.string() })) });

let stack: Stack;
beforeAll(async () => {
  stack = await startStack([], { REGION: 'eu', REGION_ENDPOINTS: `us=${POINTER}` });
});
afterAll(() => stack.stop());

async function clientOf(email: string): Promise<Client> {
  const { access_token } = await signInAs(stack, email);
  const client = new Client({ name: 'host', version: '1.0.0' });
  const requestInit = { headers: { authorization: `Bearer ${access_token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(stack.connector), { requestInit }));
  return client;
}

async function refusalOf(client: Client, args: Record<string, unknown>): Promise<string> {
  const answer = await client.callTool({ name: 'optimove_list_campaigns', arguments: args });
  return textSchema.parse(answer).content[0]?.text ?? '';
}

describe('a connector of the region eu', () => {
  test('reads lumenplay for whoever works in both regions, and points to the other for northaisle', async () => {
    const client = await clientOf('agency@agency.example');

    const { tools } = await client.listTools();
    const tenant = await client.callTool({ name: 'optimove_get_tenant', arguments: {} });
    const own = await client.callTool({ name: 'optimove_list_campaigns', arguments: { limit: 1 } });
    const refusal = await refusalOf(client, { tenant_id: 'northaisle' });
    await client.close();

    expect(JSON.stringify([tools, tenant])).not.toContain('northaisle');
    expect(own.structuredContent).toMatchObject({ tenant_id: 'lumenplay' });
    expect(refusal).toContain(POINTER);
  });

  test('tells a user of the other region where to go', async () => {
    const client = await clientOf('admin@northaisle.example');
    const refusal = await refusalOf(client, {});
    await client.close();

    expect(refusal).toContain(POINTER);
  });

  test('asked the API for nothing of the other region', async () => {
    const answer = await fetch(`${stack.control}/journal?limit=1000`);
    const { entries } = journalSchema.parse(await answer.json());

    expect(entries.length).toBeGreaterThan(0);
    expect(JSON.stringify(entries)).not.toContain('"northaisle"');
    expect(entries.filter(({ path }) => path.includes('northaisle'))).toEqual([]);
  });
});
