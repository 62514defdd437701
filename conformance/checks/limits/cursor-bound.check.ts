import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../known-things.ts';
import { listIn } from '../../listing.ts';
import { rewriteArguments, rewriteStructured } from '../../sabotage.ts';
import { propertiesOf } from '../../tool-catalog.ts';
import type { ToolDefinition } from '../../tool-catalog.ts';
import { jsonSchema, messageIn } from '../../wire.ts';
import type { Json } from '../../wire.ts';
import { longestList } from './large-list.ts';

const SIZE = 5;
/** Letters of a cursor that are changed, one at a time. */
const PLACES = 24;

export default defineCheck({
  requirement: 'limits.cursor-bound',
  async run(connector) {
    const { list } = await longestList(connector, SIZE);
    const [owner, other] = [await connector.as('wide'), await connector.as('narrow')];
    const first = await owner.call(list.name, { limit: SIZE });
    const cursor = listIn(first).page.next_cursor;
    if (cursor === undefined) throw new NotTestable(`${list.name} gave no cursor`);

    const own = { session: owner, tool: list, filter: {}, cursor };
    const attempts = [
      { ...own, which: 'that another user was given', session: other },
      { ...own, which: 'that nobody gave out', cursor: 'AAAA' },
      ...alterationsOf(cursor).map((one) => ({ ...own, which: 'that was altered', cursor: one })),
      ...(await otherLists(connector, list)).map((tool) => ({ ...own, which: 'of another list', tool })),
      ...filtersOf(list).map((filter) => ({ ...own, which: 'of the list without a filter', filter })),
    ];
    for (const { which, session, tool, filter, cursor: tried } of attempts) {
      const answer = await session.call(tool.name, { ...filter, limit: SIZE, cursor: tried });
      if (answer.kind === 'result') {
        throw new Violation(`a cursor ${which} was accepted`, { calls: [first.exchange, answer.exchange] });
      }
    }
    const control = await owner.call(list.name, { limit: SIZE, cursor });
    if (control.kind !== 'result') throw new NotTestable(`the cursor itself is refused: ${control.text}`);
    return `${attempts.length} foreign, altered and invented cursors refused, the cursor itself accepted`;
  },
  saboteurs: [
    {
      breaks: 'begins again where it does not know a cursor',
      caught: /cursor that another user was given was accepted/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          const body = await request.clone().text();
          const response = await fetch(request.clone());
          const refused = messageIn(await response.clone().text())?.result?.['isError'] === true;
          if (!refused || !body.includes('"cursor"')) return response;
          return fetch(
            new Request(request, { method: 'POST', body: body.replace(/,?"cursor":"[^"]*"/u, '') }),
          );
        },
    },
    {
      breaks: 'looks at a cursor but for its last letter',
      caught: /cursor that was altered was accepted/u,
      hides: 'rare argument',
      sabotage(wire) {
        const given = new Set<string>();
        const giving = rewriteStructured(wire, (structured) => {
          const cursor = jsonSchema.safeParse(structured['page']).data?.['next_cursor'];
          if (typeof cursor === 'string') given.add(cursor);
          return structured;
        });
        return rewriteArguments({ ...wire, fetch: giving }, ({ arguments: args }) => {
          const start = String(args['cursor'] ?? '').slice(0, -1);
          const meant = [...given].find((one) => start !== '' && one.slice(0, -1) === start);
          return meant === undefined ? args : { ...args, cursor: meant };
        });
      },
    },
    {
      breaks: 'takes the cursor of one list for a filtered one',
      caught: /cursor of the list without a filter was accepted/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        rewriteArguments(wire, ({ arguments: { query, ...args } }) =>
          args['cursor'] === undefined && query !== undefined ? { ...args, query } : args,
        ),
    },
  ],
});

/** The cursor with one letter changed, in places all over it and at both ends. */
function alterationsOf(cursor: string): string[] {
  const letters = Array.from(cursor);
  const step = Math.max(1, Math.floor(letters.length / PLACES));
  return letters.flatMap((letter, index) =>
    index % step === 0 || index === letters.length - 1
      ? [letters.with(index, letter === 'A' ? 'B' : 'A').join('')]
      : [],
  );
}

/** Other lists that take a cursor. */
async function otherLists(connector: Connector, list: ToolDefinition): Promise<ToolDefinition[]> {
  return (await listings(connector))
    .map((listing) => listing.list)
    .filter((other) => other.name !== list.name && 'cursor' in propertiesOf(other));
}

/** One filter by text, where the list has one. */
function filtersOf(list: ToolDefinition): Json[] {
  const name = Object.keys(propertiesOf(list)).find((one) => /^(query|q|search)$/u.test(one));
  return name === undefined ? [] : [{ [name]: 'a' }];
}
