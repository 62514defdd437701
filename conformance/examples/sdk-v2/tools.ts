import { createHmac, randomBytes } from 'node:crypto';
import { McpServer, requireScopes } from '@modelcontextprotocol/server';
import type { CallToolResult } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Caller } from './authorization.ts';

/** What is listed and fetched: the collection of the API, and the filters that it has besides the date. */
const ENTITIES = {
  campaign: { collection: 'campaigns', filters: ['status', 'channel'] },
  promotion: { collection: 'promotions', filters: ['status'] },
  trigger: { collection: 'triggers', filters: ['status', 'channel'] },
  journey: { collection: 'journeys', filters: ['status', 'channel'] },
  stream: { collection: 'streams', filters: ['status', 'channel'] },
  segment: { collection: 'segments', filters: [] },
  target_group: { collection: 'target-groups', filters: ['status'] },
  channel: { collection: 'channels', filters: null },
} as const;

const READS = { readOnlyHint: true, openWorldHint: false };
const DRAFTS = { readOnlyHint: false, destructiveHint: true, openWorldHint: false };
const SECRET = randomBytes(32);
/** Of an answer, which is said twice: well below 25,000 tokens of three characters. */
const MOST_CHARACTERS = 25_000;

const envelope = { tenant_id: z.string(), time_zone: z.string(), as_of: z.string() };
const entitySchema = z.looseObject({ id: z.string(), name: z.string() });
const listSchema = z.looseObject({
  ...envelope,
  items: z.array(entitySchema),
  page: z.looseObject({ returned: z.int(), has_more: z.boolean(), next_cursor: z.string().optional() }),
});
const itemSchema = z.looseObject({ ...envelope, item: entitySchema });
const draftSchema = z.looseObject({
  draft: z.looseObject({ id: z.string(), status: z.literal('draft') }),
  warnings: z.array(z.string()),
  replayed: z.boolean(),
});

export interface Api {
  /** `path` lies below the tenant; what is in it is encoded already. */
  get(path: string, query?: object): Promise<unknown>;
  draft(path: string, body: object): Promise<unknown>;
}

/** The API said no; the message is for the assistant. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** The MCP server of one request. */
export function createServer(
  caller: Caller,
  apiOf: (tenant: string | undefined) => Api,
  audit: (entry: object) => void,
): McpServer {
  const server = new McpServer({ name: 'stranger-sdk-v2', version: '1.0.0' });
  const answered = async (
    tool: string,
    args: object,
    make: () => Promise<Record<string, unknown>>,
  ): Promise<CallToolResult> => {
    const result = await resultOf(make);
    audit({ user: caller.userId, client: caller.clientId, tool, arguments: args, result });
    return result;
  };
  const tenant = z.string().optional().describe('One of your tenants; without it, the first.');

  for (const [entity, { collection, filters }] of Object.entries(ENTITIES)) {
    const title = entity.replace('_', ' ');
    const [lists, gets] = [`optimove_list_${collection.replace('-', '_')}`, `optimove_get_${entity}`];
    server.registerTool(
      lists,
      {
        title: `List ${title}s`,
        description: `Lists the ${title}s that you may see, page by page.`,
        inputSchema: z.strictObject({
          tenant,
          limit: z.int().min(1).max(25).default(25),
          cursor: z.string().optional().describe('The next_cursor of the page before.'),
          ...(filters !== null && {
            created_after: z.iso.datetime({ offset: true }).optional(),
            ...Object.fromEntries(filters.map((filter) => [filter, z.string().optional()])),
          }),
        }),
        outputSchema: listSchema,
        annotations: READS,
      },
      async (args) =>
        answered(lists, args, async () => {
          const { tenant: asked, cursor, ...query } = args;
          const opened = cursor === undefined ? undefined : open(cursor, caller);
          const list = listSchema.parse(
            await apiOf(asked).get(`/${collection}`, { ...query, cursor: opened }),
          );
          const next = list.page.next_cursor;
          return { ...list, page: { ...list.page, ...(next && { next_cursor: seal(next, caller) }) } };
        }),
    );
    if (filters === null) continue;
    server.registerTool(
      gets,
      {
        title: `Get a ${title}`,
        description: `Shows one ${title} in full.`,
        inputSchema: z.strictObject({ tenant, id: z.string().min(1).describe('Its id, or its exact name.') }),
        outputSchema: itemSchema,
        annotations: READS,
      },
      async (args) =>
        answered(gets, args, async () => {
          const { tenant: asked, id } = args;
          const api = apiOf(asked);
          const known = /^\d{1,15}$/u.test(id) ? id : await idOf(api, collection, id);
          return itemSchema.parse(await api.get(`/${collection}/${known}`));
        }),
    );
  }

  server.registerTool(
    'optimove_get_tenant',
    {
      title: 'Get the tenant',
      description: 'Shows the tenant: brands, currency, time zone and your rights.',
      inputSchema: z.strictObject({ tenant }),
      outputSchema: itemSchema,
      annotations: READS,
    },
    async (args) =>
      answered('optimove_get_tenant', args, async () => itemSchema.parse(await apiOf(args.tenant).get(''))),
  );

  server.registerTool(
    'optimove_create_draft_trigger',
    {
      title: 'Draft a trigger',
      description: 'Makes a draft of a trigger on an event. A marketer arms it in Optimove, or does not.',
      inputSchema: z.strictObject({
        tenant,
        name: z.string().min(1).max(120),
        event: z.string().min(1).describe('The event that it waits for, such as deposit.'),
        conditions: z
          .array(
            z.strictObject({
              property: z.string().min(1),
              operator: z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte']),
              value: z.union([z.number(), z.string()]),
            }),
          )
          .max(10)
          .optional(),
      }),
      outputSchema: draftSchema,
      annotations: DRAFTS,
      scopeChallenge: requireScopes('optimove:read', 'optimove:drafts.write'),
    },
    async (args) =>
      answered('optimove_create_draft_trigger', args, async () => {
        const { tenant: asked, ...trigger } = args;
        const made = await apiOf(asked).draft('/drafts/triggers', trigger);
        return draftSchema.parse({ ...z.looseObject({}).parse(made), warnings: [] });
      }),
  );
  return server;
}

async function idOf(api: Api, collection: string, name: string): Promise<string> {
  const lookup = z.object({ matches: z.array(z.object({ id: z.string() })) });
  const [match] = lookup.parse(await api.get(`/${collection}/lookup`, { name })).matches;
  if (match === undefined) throw new Refused('Nothing that you may see has this id or name.');
  return match.id;
}

async function resultOf(make: () => Promise<Record<string, unknown>>): Promise<CallToolResult> {
  try {
    const structuredContent = await make();
    const text = JSON.stringify(structuredContent);
    if (text.length > MOST_CHARACTERS)
      throw new Refused('This is too large for an answer. Ask for fewer, or look at it in Optimove.');
    return { structuredContent, content: [{ type: 'text', text }] };
  } catch (error) {
    const text =
      error instanceof Refused ? error.message : 'Optimove gave no usable answer. Try again later.';
    return { isError: true, content: [{ type: 'text', text }] };
  }
}

/** A cursor of the API with a seal, so that nobody but its user can go on with it. */
function seal(cursor: string, { userId }: Caller): string {
  return `${cursor}~${createHmac('sha256', SECRET).update(`${userId} ${cursor}`).digest('base64url')}`;
}

function open(sealed: string, caller: Caller): string {
  const [cursor = ''] = sealed.split('~');
  if (seal(cursor, caller) !== sealed)
    throw new Refused('This cursor is not one of yours. List again without.');
  return cursor;
}
