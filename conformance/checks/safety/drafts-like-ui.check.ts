import * as fc from 'fast-check';
import { plainCallsOf } from '../../arbitraries/tool-calls.ts';
import type { Known } from '../../arbitraries/ordinary-text.ts';
import { defineCheck } from '../../define.ts';
import { NotApplicable, NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import type { EntityListing } from '../../samples/known-things.ts';
import { itemIn } from '../../samples/listing.ts';
import type { Item } from '../../samples/listing.ts';
import type { McpSession } from '../../client/mcp-client.ts';
import { rewriteStructured } from '../../sabotage/sabotage.ts';
import { BUILDERS, builderFor } from '../../tool-catalog.ts';
import type { ToolDefinition } from '../../tool-catalog.ts';
import { jsonSchema } from '../../client/wire.ts';
import type { Json } from '../../client/wire.ts';

const TRIES = 30;
const PER_KIND = 4;

/** What the drafts look like that people made of one kind. */
interface ByHand {
  drafts: Item[];
  /** The fields that anything of this kind has. */
  usual: Set<string>;
}

export default defineCheck({
  requirement: 'safety.drafts-like-ui',
  drafts: true,
  async run(connector, { seed }) {
    const catalog = await connector.catalog();
    const builders = BUILDERS.flatMap((kind) => {
      const tool = builderFor(catalog, kind);
      return tool === undefined ? [] : [{ kind, tool }];
    });
    if (builders.length === 0) throw new NotApplicable('the connector offers no builder');
    const session = await connector.as('wide');
    const all = await listings(connector);
    const byHand = new Map<string, ByHand>();
    for (const listing of all) byHand.set(listing.entity, await draftsByHand(session, listing));
    const people = [...byHand.values()].flatMap(({ drafts }) => drafts);
    const always = Object.keys(people[0] ?? {}).filter((key) => people.every((item) => key in item));

    const known = all.flatMap(({ entity, items }) =>
      items.slice(0, 5).map(({ id }) => ({ entity, text: id })),
    );
    const compared: string[] = [];
    for (const { kind, tool } of builders) {
      const beside = byHand.get(kind);
      const get = all.find(({ entity }) => entity === kind)?.get;
      if (get === undefined || beside?.drafts[0] === undefined) continue;
      const id = await draftBy(session, tool, known, seed);
      if (id === null) continue;
      const answer = await session.call(get.name, { id });
      const problem = difference(itemIn(answer), beside.drafts[0], beside.usual, always);
      if (problem !== null)
        throw new Violation(`a ${kind} that the connector drafted ${problem}`, { calls: [answer.exchange] });
      compared.push(kind);
    }
    if (compared.length === 0)
      throw new NotTestable('there is no kind of which both the connector and a person made a draft');
    return `a draft ${compared.join(', ')} beside those that people made`;
  },
  saboteurs: [
    {
      breaks: 'leaves a draft in a state that no person would',
      caught: /a \w+ that the connector drafted is in_review, and those that people made are draft/u,
      sabotage: (wire) => onDrafts(wire, (item) => ({ ...item, status: 'in_review' })),
    },
    {
      breaks: 'hangs a mark on its drafts that those of people never have',
      caught: /a \w+ that the connector drafted has assistant_note, which nothing that people made has/u,
      sabotage: (wire) => onDrafts(wire, (item) => ({ ...item, assistant_note: 'made by a model' })),
    },
    {
      breaks: 'makes drafts that have no page in the console',
      caught: /a \w+ that the connector drafted has no url, which every draft of people has/u,
      sabotage: (wire) => onDrafts(wire, ({ url: _url, ...item }) => item),
    },
  ],
});

async function draftsByHand(session: McpSession, { get, items }: EntityListing): Promise<ByHand> {
  const drafts: Item[] = [];
  const chosen = items
    .filter(({ status, source }) => status === 'draft' && source !== 'mcp')
    .slice(0, PER_KIND);
  if (get !== undefined)
    for (const { id } of chosen) drafts.push(itemIn(await session.call(get.name, { id })));
  return { drafts, usual: new Set([...items, ...drafts].flatMap((item) => Object.keys(item))) };
}

/** The id of a draft that one of some plain calls made. */
async function draftBy(
  session: McpSession,
  tool: ToolDefinition,
  known: readonly Known[],
  seed: number,
): Promise<string | null> {
  for (const call of fc.sample(plainCallsOf(tool, known), { seed, numRuns: TRIES })) {
    const { structured } = await session.call(call.tool, call.arguments);
    const id = jsonSchema.safeParse(structured['draft']).data?.['id'];
    if (typeof id === 'string') return id;
  }
  return null;
}

/** What tells a draft from one that a person made: its state, the form of its address, or which fields it has. */
function difference(
  draft: Item,
  person: Item,
  usual: ReadonlySet<string>,
  always: readonly string[],
): string | null {
  if (draft['status'] !== person['status'])
    return `is ${String(draft['status'])}, and those that people made are ${String(person['status'])}`;
  const foreign = Object.keys(draft).find((key) => !usual.has(key));
  if (foreign !== undefined) return `has ${foreign}, which nothing that people made has`;
  const missing = always.find((key) => !(key in draft));
  if (missing !== undefined) return `has no ${missing}, which every draft of people has`;
  return place(draft) === place(person)
    ? null
    : `stands at ${String(draft['url'])}, beside the place of its kind`;
}

/** Where something stands in the console, whatever its id. */
function place({ id, url }: Item): string {
  return String(url).replaceAll(id, '…');
}

/** Changes how drafts of the connector look when they are fetched. */
function onDrafts(
  wire: Parameters<typeof rewriteStructured>[0],
  change: (item: Json) => Json,
): ReturnType<typeof rewriteStructured> {
  const made = new Set<unknown>();
  return rewriteStructured(wire, (structured) => {
    const draft = jsonSchema.safeParse(structured['draft']).data;
    if (draft !== undefined) made.add(draft['id']);
    const item = jsonSchema.safeParse(structured['item']).data;
    return item !== undefined && made.has(item['id']) ? { ...structured, item: change(item) } : structured;
  });
}
