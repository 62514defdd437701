import { HOSTILE_TEXTS } from '../../arbitraries/hostile-text.ts';
import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import type { Exchange } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import { besideCalls } from '../../sabotage/sabotage.ts';
import { isBuilder, propertiesOf, requiredBy } from '../../tool-catalog.ts';
import { UNWITNESSED } from '../../witness/witness.ts';
import type { JournalEntry, Witness } from '../../witness/witness.ts';
import { renamed, workingCalls } from '../../samples/working-calls.ts';

/** Text as people write it. What a tool asks the API for these is what it may ask for any text. */
const ORDINARY_TEXTS = ['spring sale', '-1h'];
const SOME = 3;

export default defineCheck({
  requirement: 'safety.route-fixed',
  slow: true,
  drafts: true,
  async run(connector, { seed }) {
    const witness = connector.witness();
    let [calls, seen] = [0, 0];
    const numbered = (tool: string, args: ToolCall['arguments']) =>
      renamed({ tool, arguments: args }, String((calls += 1)));
    for (const [index, place] of (await placesForText(connector, seed)).entries()) {
      const asked = async (texts: readonly string[]) => {
        const tries = texts.map((text) => {
          const call = numbered(place.tool.name, place.required);
          return { ...call, arguments: { ...call.arguments, [place.parameter]: text } };
        });
        return ask(connector, witness, tries);
      };
      // A text that names something is no error: what the tool asks for when it gets through is ordinary too.
      const through = await ask(connector, witness, [numbered(place.tool.name, place.example)]);
      const ordinary = await asked([place.known, ...ORDINARY_TEXTS]);
      const routes = new Set([...through.entries, ...ordinary.entries].map(routeOf));
      seen += routes.size;
      const strayIn = (entries: readonly JournalEntry[]) =>
        entries.find((entry) => !routes.has(routeOf(entry)));
      const texts = place.thorough ? HOSTILE_TEXTS : someOf(HOSTILE_TEXTS, seed + index);
      const all = await asked(texts);
      const stray = strayIn(all.entries);
      if (stray === undefined) continue;
      // One by one, to show the call that leads there.
      let shown = all;
      for (const text of texts) {
        const alone = await asked([text]);
        if (strayIn(alone.entries) === undefined) continue;
        shown = alone;
        break;
      }
      throw new Violation(
        `${place.parameter} of ${place.tool.name} led to another request: ${stray.method} ${stray.path}`,
        { calls: shown.exchanges, journal: shown.entries },
      );
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
    {
      breaks: 'reads the settings for a draft whose event looks like a path',
      caught: /event of optimove_create_draft_\w+ led to another request: GET \/settings/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        besideCalls(wire, ({ arguments: args }) => {
          if (String(args['event']).includes('/')) wire.mischief.upstream('read', 'settings');
        }),
    },
    {
      breaks: 'looks for a job by an address',
      caught: /job_id of optimove_get_analytics_job led to another request: GET \/settings/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        besideCalls(wire, ({ arguments: args }) => {
          if (String(args['job_id']).includes(':')) wire.mischief.upstream('read', 'settings');
        }),
    },
  ],
});

/** Where a caller can write any text: all of it where a tool that reads asks for it, some of it elsewhere. */
async function placesForText(connector: Connector, seed: number) {
  const lists = await listings(connector);
  const known = lists.flatMap(({ entity, items }) =>
    items.slice(0, 1).map(({ id }) => ({ entity, text: id })),
  );
  const good = await workingCalls(connector, known, seed);
  return (await connector.catalog()).flatMap((tool) => {
    const own = lists.find(({ list, get }) => tool.name === list.name || tool.name === get?.name)?.items[0]
      ?.id;
    const example = good.find((call) => call.tool === tool.name)?.arguments ?? {};
    const required = Object.fromEntries(
      requiredBy(tool).flatMap((name) => (name in example ? [[name, example[name]]] : [])),
    );
    return Object.entries(propertiesOf(tool))
      .filter(([, { type, enum: values }]) => type === 'string' && values === undefined)
      .map(([parameter]) => ({
        tool,
        parameter,
        example,
        required,
        known: own ?? known[0]?.text ?? '1',
        thorough: parameter in required && !isBuilder(tool),
      }));
  });
}

/** A few of the texts, others for each seed. */
function someOf(texts: readonly string[], seed: number): string[] {
  return Array.from({ length: SOME }, (_, index) => texts[(seed * SOME + index) % texts.length] ?? '');
}

function routeOf({ method, endpoint }: JournalEntry): string {
  return `${method} ${endpoint}`;
}

async function ask(connector: Connector, witness: Witness, calls: readonly ToolCall[]) {
  const session = await connector.as('wide');
  const exchanges: Exchange[] = [];
  const entries = await witness.during(async () => {
    for (const { tool, arguments: args } of calls) exchanges.push((await session.call(tool, args)).exchange);
  });
  return { entries: entries.filter(({ via }) => via !== 'clock'), exchanges };
}
