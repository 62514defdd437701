import * as fc from 'fast-check';
import { plainCallsOf } from '../../arbitraries/tool-calls.ts';
import type { Known } from '../../arbitraries/tool-calls.ts';
import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotApplicable, NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../known-things.ts';
import { itemIn } from '../../listing.ts';
import type { Item } from '../../listing.ts';
import { rewriteStructured } from '../../sabotage.ts';
import { BUILDERS, builderFor } from '../../tool-catalog.ts';
import type { ToolDefinition } from '../../tool-catalog.ts';
import { jsonSchema } from '../../wire.ts';
import type { Json } from '../../wire.ts';

const TRIES = 60;
/** So many drafts of people show which fields a draft has at all, and which it always has. */
const ENOUGH = 4;

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
    const known = all.flatMap(({ entity, items }) =>
      items.slice(0, 5).map(({ id }) => ({ entity, text: id })),
    );
    const compared: string[] = [];
    for (const { kind, tool } of builders) {
      const { get, items = [] } = all.find(({ entity }) => entity === kind) ?? {};
      const byHand = items
        .filter(({ status, source }) => status === 'draft' && source !== 'mcp')
        .slice(0, ENOUGH);
      if (get === undefined || byHand.length === 0) continue;
      const id = await draftBy(connector, tool, known, seed);
      if (id === null) continue;
      const read = async (one: string) => session.call(get.name, { id: one });
      const people = await Promise.all(byHand.map(async (one) => itemIn(await read(one.id))));
      const answer = await read(id);
      const problem = difference(itemIn(answer), people);
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
      caught: /a \w+ that the connector drafted has assistant_note, which no draft of people has/u,
      sabotage: (wire) => onDrafts(wire, (item) => ({ ...item, assistant_note: 'made by a model' })),
    },
    {
      breaks: 'makes drafts that have no page in the console',
      caught: /a \w+ that the connector drafted has no url, which every draft of people has/u,
      sabotage: (wire) => onDrafts(wire, ({ url: _url, ...item }) => item),
    },
  ],
});

/** The id of a draft that one of some plain calls made. */
async function draftBy(
  connector: Connector,
  tool: ToolDefinition,
  known: readonly Known[],
  seed: number,
): Promise<string | null> {
  const session = await connector.as('wide');
  for (const call of fc.sample(plainCallsOf(tool, known), { seed, numRuns: TRIES })) {
    const { structured } = await session.call(call.tool, call.arguments);
    const id = jsonSchema.safeParse(structured['draft']).data?.['id'];
    if (typeof id === 'string') return id;
  }
  return null;
}

/** What tells a draft from those that people made: its state, the form of its address, or which fields it has. */
function difference(draft: Item, people: readonly Item[]): string | null {
  const [one] = people;
  if (one === undefined || draft['status'] !== one['status'])
    return `is ${String(draft['status'])}, and those that people made are ${String(one?.['status'])}`;
  const usual = new Set(people.flatMap((item) => Object.keys(item)));
  const foreign = Object.keys(draft).find((key) => !usual.has(key));
  if (foreign !== undefined) return `has ${foreign}, which no draft of people has`;
  const missing = [...usual].find((key) => !(key in draft) && people.every((item) => key in item));
  if (missing !== undefined) return `has no ${missing}, which every draft of people has`;
  const place = ({ id, url }: Item): string => String(url).replaceAll(id, '…');
  return place(draft) === place(one)
    ? null
    : `stands at ${String(draft['url'])}, beside the place of its kind`;
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
