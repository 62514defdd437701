import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import { BUILDERS, ENTITIES } from '../../tool-catalog.ts';
import type { ToolDefinition } from '../../tool-catalog.ts';
import { jsonSchema } from '../../client/wire.ts';
import type { Json } from '../../client/wire.ts';
import { fitsInto } from '../../response-tokens.ts';
import { collectionOf } from '../../witness/tenant-api.ts';
import { getJob, queryAnalytics } from './analytics.ts';
import { openCursor, sealCursor } from './cursor.ts';
import { ApiFault } from './faults.ts';
import type { Kind, SoundWorld, Speaker, Thing } from './world.ts';

/** A refusal in words, for the model to read. */
export class ToolRefusal extends Error {}

interface SoundTool {
  definition: ToolDefinition;
  run(world: SoundWorld, by: Speaker, args: Json): Json;
}

const text = { type: 'string', maxLength: 300 };
const paging = {
  limit: { type: 'integer', minimum: 1, maximum: 100 },
  cursor: { type: 'string', maxLength: 2000 },
};
const REPORTS = [
  'get_tenant',
  'get_tenant_dashboard',
  'get_campaign_performance',
  'get_channel_metrics',
  'get_platform_status',
  'list_platform_jobs',
  'list_execution_errors',
];

function definition(
  name: string,
  properties: Json,
  required: readonly string[],
  writes = false,
): ToolDefinition {
  const title = name.replaceAll('_', ' ');
  return {
    name: `optimove_${name}`,
    title,
    description: `To ${title}.`,
    inputSchema: { type: 'object', properties, required, additionalProperties: false },
    outputSchema: { type: 'object', required: ['tenant_id', 'as_of'] },
    annotations: { title, readOnlyHint: !writes, destructiveHint: writes },
  };
}

function lister(kind: Kind): SoundTool {
  const filters = {
    query: text,
    ...(kind !== 'segment' && { status: { type: 'array', items: { enum: ['draft', 'active'] } } }),
    channel: { enum: ['email', 'sms'] },
    created_after: text,
    ...paging,
  };
  return {
    definition: definition(`list_${kind}s`, filters, []),
    run(world, by, { limit = 25, cursor, ...args }) {
      const path = collectionOf(by.user.tenant, kind);
      world.request(by, 'read', `list-${kind}s`, { path });
      const matching = world.visible(by.user, kind).filter((thing) => matches(thing, args, world.now()));
      const start = typeof cursor !== 'string' ? 0 : openCursor(cursor, [by.user.id, kind, args]);
      if (start === null)
        throw new ToolRefusal('This cursor was not given out for this list. Begin again without a cursor.');
      const end = start + Number(limit);
      const items = matching.slice(start, end);
      const more = end < matching.length;
      return {
        items,
        page: {
          returned: items.length,
          total: matching.length,
          has_more: more,
          ...(more && { next_cursor: sealCursor(end, [by.user.id, kind, args]) }),
        },
        ...world.faults.answerAt(path),
      };
    },
  };
}

function matches(thing: Thing, args: Json, now: Date): boolean {
  const { query, status, channel, created_after: after } = args;
  if (typeof query === 'string' && !thing.name.includes(query)) return false;
  if (Array.isArray(status) && status.length > 0 && !status.includes(thing.status)) return false;
  if (typeof channel === 'string' && !thing.channels.includes(channel)) return false;
  return typeof after !== 'string' || thing.created_at >= instant(after, now);
}

function instant(given: string, now: Date): string {
  const hours = /^-(\d{1,4})h$/u.exec(given)?.[1];
  const date = hours === undefined ? new Date(given) : new Date(now.getTime() - Number(hours) * 3_600_000);
  if (Number.isNaN(date.getTime()))
    throw new ToolRefusal('created_after is no date: write an ISO date, or -1h.');
  return date.toISOString();
}

function getter(kind: Kind): SoundTool {
  return {
    definition: definition(`get_${kind}`, { id: { ...text, minLength: 1 } }, ['id']),
    run(world, by, { id }) {
      const path = `${collectionOf(by.user.tenant, kind)}/${String(id)}`;
      world.request(by, 'read', `get-${kind}`, { path });
      const item = world.visible(by.user, kind).find((thing) => thing.id === id || thing.name === id);
      if (item === undefined) throw new ToolRefusal(`There is no ${kind} "${String(id)}". List them first.`);
      return { item: { ...item, kind }, ...world.faults.answerAt(path) };
    },
  };
}

function builder(kind: (typeof BUILDERS)[number]): SoundTool {
  const properties = {
    name: { ...text, minLength: 1 },
    description: text,
    event: text,
    conditions: { type: 'array', maxItems: 5 },
    idempotency_key: text,
  };
  return {
    definition: definition(`create_draft_${kind}`, properties, ['name'], true),
    run(world, by, { idempotency_key: key, ...args }) {
      if (by.user.role === 'viewer') throw new ToolRefusal('A viewer drafts nothing. Ask a marketer.');
      const attempt = typeof key === 'string' && key !== '' ? JSON.stringify([by.user.id, kind, key]) : null;
      const before = attempt === null ? undefined : world.attempts.get(attempt);
      if (before !== undefined) world.request(by, 'create_draft', `create-${kind}-draft`);
      const draft = before ?? world.addDraft(by, kind, { ...args, name: String(args['name']) }, attempt);
      return { draft: { ...draft, type: kind }, warnings: [], replayed: before !== undefined };
    },
  };
}

function report(name: string): SoundTool {
  return {
    definition: definition(name, {}, []),
    run(world, by) {
      world.request(by, 'read', name.replaceAll('_', '-'));
      return { item: { id: name, user: by.user.email } };
    },
  };
}

const METRICS = ['sent', 'opened', 'clicked'];

const ANALYTICS: readonly SoundTool[] = [
  {
    definition: definition('query_analytics', { metrics: { type: 'array', items: text } }, ['metrics']),
    run(world, by, { metrics }) {
      if ([metrics].flat().every((metric) => METRICS.includes(String(metric))))
        return queryAnalytics(world, by);
      throw new ToolRefusal(`Not all of these are metrics. There are ${METRICS.join(', ')}.`);
    },
  },
  {
    definition: definition('get_analytics_job', { job_id: text }, ['job_id']),
    run(world, by, { job_id: handle }) {
      const answer = getJob(world, by, String(handle));
      if (answer === null) throw new ToolRefusal('This job is not known. Ask the query again.');
      return answer;
    },
  },
];

const counter: SoundTool = {
  definition: definition('get_audience_size', { segment_ids: { type: 'array', items: text } }, []),
  run(world, by, { segment_ids: ids = [] }) {
    world.request(by, 'read', 'get-audience-size');
    const wanted = new Set(Array.isArray(ids) ? ids : []);
    const segments = world.visible(by.user, 'segment').filter(({ id }) => wanted.has(id));
    return { items: segments.map(({ id, name }) => ({ id, name, size: name.length * 100 })) };
  },
};

/** What it knows of the product, and where that stands. */
const PAGES = ['Rate limits of the API', 'Target groups', 'Triggers and their execution'];

const searcher: SoundTool = {
  definition: definition('search_docs', { query: { ...text, minLength: 1 } }, ['query']),
  run(world, by, { query }) {
    world.request(by, 'read', 'search-docs');
    const asked = new Set(String(query).toLowerCase().split(/\W+/u));
    const items = PAGES.map((name, at) => ({
      id: `page-${at}`,
      name,
      url: `https://docs.example/${at}`,
      score: name
        .toLowerCase()
        .split(' ')
        .filter((word) => asked.has(word.replace(/s$/u, ''))).length,
    }));
    return {
      items: items.toSorted((a, b) => b.score - a.score),
      page: { returned: items.length, has_more: false },
    };
  },
};

export const SOUND_TOOLS: readonly SoundTool[] = [
  ...ENTITIES.flatMap((kind) => [lister(kind), getter(kind)]),
  lister('channel'),
  ...REPORTS.map(report),
  ...ANALYTICS,
  counter,
  searcher,
  ...BUILDERS.map(builder),
];

const ajv = new AjvJsonSchemaValidator();
const validators = new Map(
  SOUND_TOOLS.map(({ definition: { name, inputSchema } }) => [
    name,
    ajv.getValidator(jsonSchema.parse(inputSchema)),
  ]),
);

/** Of an answer, which is said twice. */
const MOST_TOKENS = 12_000;

/** Runs one tool; throws a ToolRefusal in words for the model. */
export function runTool(world: SoundWorld, by: Speaker, name: string, args: Json): Json {
  const tool = SOUND_TOOLS.find(({ definition: one }) => one.name === name);
  const valid = validators.get(name)?.(args);
  if (tool === undefined || valid === undefined) throw new ToolRefusal(`There is no tool ${name}.`);
  if (!valid.valid)
    throw new ToolRefusal(
      `Of ${Object.keys(args).join(', ')}, not all fit the schema: ${valid.errorMessage}`,
    );
  const answer = {
    ...answerOf(tool, world, by, args),
    tenant_id: by.user.tenant,
    time_zone: 'UTC',
    as_of: world.now().toISOString(),
  };
  if (!fitsInto(MOST_TOKENS, answer).fits)
    throw new ToolRefusal('The result is too large. Look at it in the console.');
  return answer;
}

function answerOf(tool: SoundTool, world: SoundWorld, by: Speaker, args: Json): Json {
  try {
    return tool.run(world, by, args);
  } catch (error) {
    if (error instanceof ApiFault) throw new ToolRefusal(error.message, { cause: error });
    throw error;
  }
}
