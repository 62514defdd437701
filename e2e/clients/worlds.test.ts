import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startStack, type Stack } from '../stack.ts';
import { HostProvider } from './host-provider.ts';
import { approveInBrowser } from './person.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(['--clock', '2026-11-22T14:00:00Z']);
});
afterAll(() => stack.stop());

const madeSchema = z.object({ name: z.string(), users: z.array(z.object({ email: z.string() })) });
const journalSchema = z.object({
  entries: z.array(z.object({ effect: z.string(), user_id: z.string().nullable() })),
});

async function control<Answer>(
  schema: z.ZodType<Answer>,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const response = await fetch(stack.control + path, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  return schema.parse(await response.json());
}

/** What a test of somebody's own begins with: a world of its own, and who to sign in as. */
async function openWorld(): Promise<{ name: string; email: string }> {
  const { name, users } = await control(madeSchema, 'POST', '/worlds', {});
  return { name, email: users.find(({ email }) => email.startsWith('marketer+'))?.email ?? '' };
}

function hostClient(): Client {
  return new Client({ name: 'host', version: '1.0.0' });
}

/** An MCP host that this person signed in with, by the pages, at the one connector there is. */
async function connectAs(email: string): Promise<Client> {
  const authProvider = new HostProvider('Host of a world', 'optimove:read optimove:drafts.write');
  const transport = () => new StreamableHTTPClientTransport(new URL(stack.connector), { authProvider });
  await expect(hostClient().connect(transport())).rejects.toThrow(/unauthorized/i);
  if (!authProvider.authorizationUrl) throw new Error('The client did not ask for authorization.');
  const callback = await approveInBrowser(authProvider.authorizationUrl, email);
  await transport().finishAuth(callback.searchParams);
  const connected = hostClient();
  await connected.connect(transport());
  return connected;
}

async function draft(client: Client, name: string): Promise<void> {
  const made = await client.callTool({
    name: 'optimove_create_draft_trigger',
    arguments: { name, event: 'deposit' },
  });
  expect(made.structuredContent).toMatchObject({ draft: { name } });
}

async function draftsOf(client: Client): Promise<string> {
  const list = await client.callTool({
    name: 'optimove_list_triggers',
    arguments: { status: ['draft'], created_after: '-1h' },
  });
  return JSON.stringify(list.structuredContent);
}

describe('one connector before several worlds', () => {
  test('shows two people, who work at once, each their own world', async () => {
    const worlds = await Promise.all([openWorld(), openWorld()]);
    const hosts = await Promise.all(worlds.map(async ({ email }) => connectAs(email)));
    const [one, two] = hosts;
    if (!one || !two) throw new Error('There are no two hosts.');
    await Promise.all([draft(one, 'Made in one'), draft(two, 'Made in two')]);
    const [seen, other] = await Promise.all([draftsOf(one), draftsOf(two)]);

    expect([seen.includes('Made in one'), seen.includes('Made in two')]).toEqual([true, false]);
    expect([other.includes('Made in one'), other.includes('Made in two')]).toEqual([false, true]);
    for (const { name } of worlds) {
      const { entries } = await control(journalSchema, 'GET', `/worlds/${name}/journal`);
      expect(entries.filter(({ effect }) => effect === 'create_draft')).toHaveLength(1);
      expect(new Set(entries.map(({ user_id }) => user_id))).toEqual(new Set(['u-1002']));
    }
    expect((await control(journalSchema, 'GET', '/journal')).entries).toEqual([]);
    await Promise.all(hosts.map(async (host) => host.close()));
  });

  test('lets each world have its own time and faults', async () => {
    const [late, sound] = [await openWorld(), await openWorld()];
    const [one, two] = [await connectAs(late.email), await connectAs(sound.email)];
    await control(z.unknown(), 'PUT', `/worlds/${late.name}/faults`, [
      { match: {}, effect: { status: 503 } },
    ]);
    const answers = await Promise.all(
      [one, two].map(async (client) =>
        client.callTool({ name: 'optimove_list_campaigns', arguments: { limit: 1 } }),
      ),
    );
    expect(answers.map(({ isError }) => isError === true)).toEqual([true, false]);

    await control(z.unknown(), 'POST', `/worlds/${late.name}/clock`, { advance: 'P40D' });
    await expect(one.listTools()).rejects.toThrow(/unauthorized|grant request is invalid/i);
    expect((await two.listTools()).tools.length).toBeGreaterThan(10);
    await two.close();
  });
});
