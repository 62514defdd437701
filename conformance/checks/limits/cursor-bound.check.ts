import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { towardsNarrow } from '../../sabotage/hiding.ts';
import { nextCursor } from '../../samples/listing.ts';
import type { Answer } from '../../client/mcp-client.ts';
import { rewriteArguments, rewriteStructured } from '../../sabotage/sabotage.ts';
import { ordinaryCalls } from '../../samples/sample-answers.ts';
import { propertiesOf, requiredBy } from '../../tool-catalog.ts';
import type { ToolDefinition } from '../../tool-catalog.ts';
import { jsonSchema, messageIn } from '../../client/wire.ts';
import type { Json } from '../../client/wire.ts';

/** Letters of a cursor that are changed, one at a time. */
const PLACES = 24;
const FILTER = /^(query|q|search|status|channel|type|brand|(created|updated)_(after|before|since))$/u;

/** A tool that gave a cursor: how it was called, for one entry a page, and what it gave. */
interface Paged {
  tool: ToolDefinition;
  args: Json;
  first: Answer;
  cursor: string;
}

export default defineCheck({
  requirement: 'limits.cursor-bound',
  async run(connector) {
    const [owner, other] = [await connector.as('wide'), await connector.as('narrow')];
    const all = await pagedTools(connector);
    if (all.length === 0) throw new NotTestable('no tool that takes a limit and a cursor gave a cursor');
    let refused = 0;
    for (const [index, { tool, args, first, cursor }] of all.entries()) {
      const own = { session: owner, tool, args, cursor };
      const next = all[(index + 1) % all.length];
      const attempts = [
        { ...own, which: 'that another user was given', session: other },
        { ...own, which: 'that nobody gave out', cursor: 'AAAA' },
        ...alterationsOf(cursor).map((one) => ({ ...own, which: 'that was altered', cursor: one })),
        ...(next === undefined || next.tool === tool
          ? []
          : [{ ...own, which: 'of another list', tool: next.tool, args: next.args }]),
        ...filtersOf(tool)
          .filter(([name]) => !(name in args))
          .map(([name, value]) => ({
            ...own,
            which: `of the list without a filter (${name})`,
            args: { ...args, [name]: value },
          })),
      ];
      for (const { which, cursor: tried, ...one } of attempts) {
        const answer = await one.session.call(one.tool.name, { ...one.args, cursor: tried });
        if (answer.kind !== 'result') refused += 1;
        else
          throw new Violation(`a cursor ${which} was accepted by ${one.tool.name}`, {
            calls: [first.exchange, answer.exchange],
          });
      }
      const control = await owner.call(tool.name, { ...args, cursor });
      if (control.kind !== 'result')
        throw new NotTestable(`the cursor of ${tool.name} itself is refused: ${control.text}`);
    }
    return `${refused} foreign, altered and invented cursors of ${all.length} tools refused, the cursors themselves accepted`;
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
          const start = typeof args['cursor'] === 'string' ? args['cursor'].slice(0, -1) : '';
          const meant = [...given].find((one) => start !== '' && one.slice(0, -1) === start);
          return meant === undefined ? args : { ...args, cursor: meant };
        });
      },
    },
    {
      breaks: 'takes the cursor of one list for a filtered one',
      caught: /cursor of the list without a filter \(query\) was accepted/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        rewriteArguments(wire, ({ arguments: { query, ...args } }) =>
          args['cursor'] === undefined && query !== undefined ? { ...args, query } : args,
        ),
    },
    {
      breaks: 'leaves one filter of one list out of its cursors',
      caught: /filter \(channel\) was accepted by optimove_list_promotions/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        rewriteArguments(wire, ({ tool, arguments: { channel, ...args } }) =>
          channel === undefined || ('cursor' in args && tool === 'optimove_list_promotions')
            ? args
            : { ...args, channel },
        ),
    },
    {
      breaks: 'asks of one list alone nothing about whose cursor it is',
      caught: /that another user was given was accepted by optimove_list_journeys/u,
      hides: 'role',
      sabotage: (wire) =>
        towardsNarrow(wire, (their) =>
          rewriteArguments(their, ({ tool, arguments: { cursor, ...args } }) =>
            cursor === undefined || tool === 'optimove_list_journeys' ? args : { ...args, cursor },
          ),
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

/** Every tool that gives a cursor when it is asked for one entry. */
async function pagedTools(connector: Connector): Promise<Paged[]> {
  const session = await connector.as('wide');
  const calls = new Map((await ordinaryCalls(connector)).map(({ tool, arguments: args }) => [tool, args]));
  const found: Paged[] = [];
  for (const tool of await connector.catalog()) {
    const ordinary = calls.get(tool.name);
    const takes = propertiesOf(tool);
    if (ordinary === undefined || !('limit' in takes) || !('cursor' in takes)) continue;
    const needed = requiredBy(tool).map((name) => [name, ordinary[name]]);
    const args: Json = { ...Object.fromEntries(needed), limit: 1 };
    const first = await session.call(tool.name, args);
    const cursor = nextCursor(first);
    if (cursor !== undefined) found.push({ tool, args, first, cursor });
  }
  return found;
}

/** Filters that a list takes, each with a value of its kind. */
function filtersOf(tool: ToolDefinition): [name: string, value: unknown][] {
  return Object.entries(propertiesOf(tool)).flatMap(([name, schema]) => {
    if (!FILTER.test(name)) return [];
    const one = jsonSchema.safeParse(schema['items']).data ?? schema;
    const [word] = Array.isArray(one['enum']) ? one['enum'] : [name.includes('ated_') ? '2020-01-01' : 'a'];
    return [[name, schema['type'] === 'array' ? [word] : word]];
  });
}
