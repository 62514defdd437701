import { HOSTILE_TEXTS } from '../../arbitraries/hostile-text.ts';
import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../known-things.ts';
import { besideCalls } from '../../sabotage.ts';
import type { Answer } from '../../mcp-client.ts';
import { propertiesOf, requiredBy } from '../../tool-catalog.ts';
import { UNWITNESSED } from '../../witness.ts';
import type { Witness } from '../../witness.ts';

/** Text as people write it. What a tool asks the API for these is what it may ask for any text. */
const ORDINARY_TEXTS = ['spring sale', '999999999', '-1h', 'vip'];
const SOME = 4;

export default defineCheck({
  requirement: 'safety.route-fixed',
  slow: true,
  async run(connector, { seed }) {
    const witness = connector.witness();
    let [calls, seen] = [0, 0];
    for (const [index, place] of (await placesForText(connector)).entries()) {
      const asked = async (text: string) => {
        calls += 1;
        return ask(connector, witness, {
          tool: place.tool.name,
          arguments: { ...place.required, [place.parameter]: text },
        });
      };
      const routes = new Set<string>();
      for (const text of [place.known, ...ORDINARY_TEXTS]) {
        for (const entry of (await asked(text)).entries) routes.add(`${entry.method} ${entry.endpoint}`);
      }
      seen += routes.size;
      for (const text of place.thorough ? HOSTILE_TEXTS : someOf(HOSTILE_TEXTS, seed + index)) {
        const { entries, exchange } = await asked(text);
        const stray = entries.find(({ method, endpoint }) => !routes.has(`${method} ${endpoint}`));
        if (stray !== undefined) {
          throw new Violation(
            `${place.parameter} of ${place.tool.name} led to another request: ${stray.method} ${stray.path}`,
            { calls: [exchange], journal: entries },
          );
        }
      }
    }
    if (seen === 0) throw new NotTestable(UNWITNESSED);
    return `${calls} calls with ordinary and hostile text`;
  },
  saboteurs: [
    {
      breaks: 'puts an id into the path as it is',
      caught: /led to another request: GET \/settings/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        besideCalls(wire, ({ arguments: args }) => {
          if (JSON.stringify(args).includes('../../settings')) wire.mischief.upstream('read', 'settings');
        }),
    },
    {
      breaks: 'lists everything when an id is empty',
      caught: /led to another request: GET \/list/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        besideCalls(wire, ({ arguments: args }) => {
          if (args['id'] === '') wire.mischief.upstream('read', 'list');
        }),
    },
  ],
});

/** Where a caller can write any text: all of it where the parameter names an entity, some of it where it filters. */
async function placesForText(connector: Connector) {
  const lists = await listings(connector);
  const known = lists.flatMap(({ items }) => items.slice(0, 1).map(({ id }) => id))[0] ?? '1';
  return lists.flatMap(({ list, get, items }) =>
    [list, ...(get === undefined ? [] : [get])].flatMap((tool) => {
      const texts = Object.entries(propertiesOf(tool)).filter(
        ([, { type, enum: values }]) => type === 'string' && values === undefined,
      );
      const needed = texts.filter(([name]) => requiredBy(tool).includes(name));
      const required = Object.fromEntries(needed.map(([name]) => [name, items[0]?.id ?? known]));
      return texts.map(([parameter]) => ({
        tool,
        parameter,
        required,
        known: items[0]?.id ?? known,
        thorough: parameter in required,
      }));
    }),
  );
}

/** A few of the texts, others for each seed. */
function someOf(texts: readonly string[], seed: number): string[] {
  return Array.from({ length: SOME }, (_, index) => texts[(seed * SOME + index) % texts.length] ?? '');
}

async function ask(connector: Connector, witness: Witness, { tool, arguments: args }: ToolCall) {
  const session = await connector.as('wide');
  const answer = Promise.withResolvers<Answer>();
  const entries = await witness.during(async () => answer.resolve(await session.call(tool, args)));
  return { entries, exchange: (await answer.promise).exchange };
}
