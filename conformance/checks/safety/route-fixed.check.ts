import { HOSTILE_TEXTS } from '../../arbitraries/hostile-text.ts';
import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { listings } from '../../known-things.ts';
import { besideCalls } from '../../sabotage.ts';
import { propertiesOf } from '../../tool-catalog.ts';
import type { ToolDefinition } from '../../tool-catalog.ts';
import type { Witness } from '../../witness.ts';

/** Text as people write it. What a tool asks the API for these is what it may ask for any text. */
const ORDINARY_TEXTS = ['spring sale', '999999999', '2026-05-01', '-1h', 'vip'];

export default defineCheck({
  requirement: 'safety.route-fixed',
  async run(connector) {
    const witness = connector.witness();
    let calls = 0;
    for (const { tool, required, known } of await fetchingTools(connector)) {
      const asked = async (text: string) => {
        calls += 1;
        return ask(connector, witness, { tool: tool.name, arguments: { [required]: text } });
      };
      const routes = new Set<string>();
      for (const text of [known, ...ORDINARY_TEXTS]) {
        for (const entry of (await asked(text)).entries) routes.add(`${entry.method} ${entry.endpoint}`);
      }
      for (const text of HOSTILE_TEXTS) {
        const { entries, exchange } = await asked(text);
        const stray = entries.find(({ method, endpoint }) => !routes.has(`${method} ${endpoint}`));
        if (stray !== undefined) {
          throw new Violation(
            `an argument of ${tool.name} led to another request: ${stray.method} ${stray.path}`,
            {
              calls: [exchange],
              journal: entries,
            },
          );
        }
      }
    }
    return `${calls} calls with ordinary and hostile text`;
  },
  saboteurs: [
    {
      breaks: 'puts an id into the path as it is',
      caught: /led to another request: GET \/settings/u,
      sabotage: (wire) =>
        besideCalls(wire, ({ arguments: args }) => {
          if (JSON.stringify(args).includes('../../settings')) wire.mischief.upstream('read', 'settings');
        }),
    },
    {
      breaks: 'lists everything when an id is empty',
      caught: /led to another request: GET \/list/u,
      sabotage: (wire) =>
        besideCalls(wire, ({ arguments: args }) => {
          if (args['id'] === '') wire.mischief.upstream('read', 'list');
        }),
    },
  ],
});

/** The tools that fetch one entity by a text, each with an id that exists. */
async function fetchingTools(
  connector: Connector,
): Promise<{ tool: ToolDefinition; required: string; known: string }[]> {
  return (await listings(connector)).flatMap(({ get, items }) => {
    const required = get === undefined ? undefined : Object.keys(propertiesOf(get))[0];
    const known = items[0]?.id;
    return get === undefined || required === undefined || known === undefined
      ? []
      : [{ tool: get, required, known }];
  });
}

async function ask(connector: Connector, witness: Witness, call: ToolCall) {
  const session = await connector.as('wide');
  const entries = await witness.during(async () => session.call(call.tool, call.arguments));
  return {
    entries,
    exchange: { as: 'wide', request: `tools/call ${call.tool}`, arguments: call.arguments, answer: '' },
  };
}
