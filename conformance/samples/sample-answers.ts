import * as fc from 'fast-check';
import { ordinaryCallsOf } from '../arbitraries/tool-calls.ts';
import type { ToolCall } from '../arbitraries/tool-calls.ts';
import { oncePerConnector } from '../connector.ts';
import type { Connector, Who } from '../connector.ts';
import { listings } from './known-things.ts';
import type { EntityListing } from './known-things.ts';
import { nextCursor } from './listing.ts';
import type { Answer, McpSession } from '../client/mcp-client.ts';
import { isBuilder, propertiesOf } from '../tool-catalog.ts';

const ITEMS_PER_KIND = 3;

/** One ordinary call of every tool that reads: plain arguments that its schema allows. */
export async function ordinaryCalls(connector: Connector): Promise<ToolCall[]> {
  return callsOfTools(connector, { seed: 1, each: 1, builders: false });
}

/** Ordinary calls of every tool for a person, `each` of one, those that draft only where they are asked for. */
export async function callsOfTools(
  connector: Connector,
  { seed, each, builders, who = 'wide' }: { seed: number; each: number; builders: boolean; who?: Who },
): Promise<ToolCall[]> {
  const shown = await listings(connector, who);
  const known = shown.flatMap(({ entity, items, tenant }) => [
    ...items.slice(0, 1).map(({ id }) => ({ entity, text: id })),
    ...(tenant === undefined ? [] : [{ entity: 'tenant', text: tenant }]),
  ]);
  return (await connector.catalog())
    .filter((tool) => builders || !isBuilder(tool))
    .flatMap((tool) => {
      const calls = fc.sample(ordinaryCallsOf(tool, known), { seed, numRuns: each });
      const items = shown.find(({ get }) => get?.name === tool.name)?.items ?? [];
      // By chance, hardly any id would be one of its kind.
      return calls.map((call, index) => {
        const id = items[index % items.length]?.id;
        return id === undefined ? call : { ...call, arguments: { ...call.arguments, id } };
      });
    });
}

/** What an assistant sees in a day: every list to its end, a second page of it, some entities of each kind, and a call of each other tool. */
export const sampleAnswers: (connector: Connector) => Promise<Answer[]> = oncePerConnector(
  async (connector) => {
    const session = await connector.as('wide');
    const answers: Answer[] = [];
    for (const listing of await listings(connector)) {
      answers.push(...listing.answers, ...(await twoPages(session, listing)));
      for (const { id } of listing.items.slice(0, ITEMS_PER_KIND)) {
        if (listing.get !== undefined) answers.push(await session.call(listing.get.name, { id }));
      }
    }
    for (const call of await ordinaryCalls(connector))
      answers.push(await session.call(call.tool, call.arguments));
    return answers;
  },
);

async function twoPages(session: McpSession, { list, items }: EntityListing): Promise<Answer[]> {
  if (!('limit' in propertiesOf(list)) || items.length < 2) return [];
  const limit = Math.ceil(items.length / 2);
  const first = await session.call(list.name, { limit });
  const cursor = nextCursor(first);
  return cursor === undefined ? [first] : [first, await session.call(list.name, { limit, cursor })];
}
