import * as fc from 'fast-check';
import { ordinaryCallsOf } from './arbitraries/tool-calls.ts';
import type { ToolCall } from './arbitraries/tool-calls.ts';
import { oncePerConnector } from './connector.ts';
import type { Connector } from './connector.ts';
import { listings } from './known-things.ts';
import type { EntityListing } from './known-things.ts';
import { nextCursor } from './listing.ts';
import type { Answer, McpSession } from './mcp-client.ts';
import { isBuilder, propertiesOf } from './tool-catalog.ts';

const ITEMS_PER_KIND = 3;

/** One ordinary call of every tool that reads: plain arguments that its schema allows. */
export async function ordinaryCalls(connector: Connector): Promise<ToolCall[]> {
  const known = (await listings(connector)).flatMap(({ entity, items }) =>
    items.slice(0, 1).map(({ id }) => ({ entity, text: id })),
  );
  return (await connector.catalog())
    .filter((tool) => !isBuilder(tool))
    .flatMap((tool) => fc.sample(ordinaryCallsOf(tool, known), { seed: 1, numRuns: 1 }));
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
