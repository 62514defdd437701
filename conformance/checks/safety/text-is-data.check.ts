import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import type { Mischief, Wire } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import type { Answer } from '../../client/mcp-client.ts';
import { plantation } from '../../samples/planted-text.ts';
import type { Planted } from '../../samples/planted-text.ts';
import { rewriteStructured } from '../../sabotage/sabotage.ts';
import { isBuilder, propertiesOf } from '../../tool-catalog.ts';
import { jsonSchema } from '../../client/wire.ts';
import type { Fetch, Json } from '../../client/wire.ts';
import type { JournalEntry } from '../../witness/witness.ts';
import { renamed, workingCalls } from '../../samples/working-calls.ts';

/** A call, its answer, and what it made the connector ask for. */
interface Asked {
  answer: Answer;
  entries: JournalEntry[];
}

export default defineCheck({
  requirement: 'safety.text-is-data',
  drafts: true,
  async run(connector, { seed }) {
    const texts = await plantation(connector);
    try {
      const calls = await callsThatMeet(connector, texts.planted, seed);
      const round = async (kind: 'hostile' | 'neutral', ending: string) => {
        await texts.write(kind);
        return perform(
          connector,
          calls.map((call) => renamed(call, ending)),
        );
      };
      const [neutral, hostile] = [await round('neutral', 'a'), await round('hostile', 'b')];
      const at = hostile.findIndex((asked, index) => routes(asked) !== routes(neutral[index]));
      const [odd, even] = [hostile[at], neutral[at]];
      if (odd !== undefined) {
        const { request } = odd.answer.exchange;
        const again = (await round('neutral', 'c'))[at];
        if (again !== undefined && routes(again) !== routes(even)) {
          throw new NotTestable(
            `${request} does not ask the API for the same twice, whatever the text: ${difference(again, even)}`,
          );
        }
        throw new Violation(
          `what an entity is named or says changed what ${request} asks the API for: ${difference(odd, even)}`,
          { calls: [odd.answer.exchange], journal: odd.entries },
        );
      }
      const reached = hostile.filter(({ answer }, index) => {
        const tool = calls[index]?.tool ?? '';
        return !isBuilder({ name: tool }) && said(answer) !== said(neutral[index]?.answer);
      }).length;
      if (reached === 0) throw new NotTestable('no answer shows the texts that were planted');
      return `${calls.length} calls ask for the same with hostile text in ${texts.planted.length} entities; ${reached} answers show it`;
    } finally {
      await texts.restore();
    }
  },
  saboteurs: [
    {
      breaks: 'does what the name of an entity says',
      caught: /changed what tools\/call optimove_\w+ asks the API for: POST \/activate/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        onItems(wire, ({ name }, mischief) => {
          if (/activate/u.test(String(name))) mischief.upstream('activate');
        }),
    },
    {
      breaks: 'looks up what a description links to',
      caught: /changed what tools\/call optimove_\w+ asks the API for: GET \/settings/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        onItems(wire, ({ description }, mischief) => {
          if (/https?:/u.test(String(description))) mischief.upstream('read', 'settings');
        }),
    },
    {
      breaks: 'reads what a description mentions, where it looks at one entity alone',
      caught: /changed what tools\/call optimove_get_\w+ asks the API for: GET \/get-campaign/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        rewriteStructured(wire, (structured) => {
          const item = jsonSchema.safeParse(structured['item']).data;
          if (/campaign \d+/u.test(String(item?.['description'])))
            wire.mischief.upstream('read', 'get-campaign');
          return structured;
        }),
    },
  ],
});

/** A call of every tool that got through, of the entities that bear the text wherever it names any, and a look at each of these. */
async function callsThatMeet(
  connector: Connector,
  planted: readonly Planted[],
  seed: number,
): Promise<ToolCall[]> {
  const known = planted.map(({ entity, id }) => ({ entity, text: id }));
  const looks = (await listings(connector)).flatMap(({ entity, list, get }) => {
    const largest = propertiesOf(list)['limit']?.['maximum'];
    const whole = { tool: list.name, arguments: typeof largest === 'number' ? { limit: largest } : {} };
    const own = planted.filter((one) => one.entity === entity);
    return [
      whole,
      ...own.flatMap(({ id }) => (get === undefined ? [] : [{ tool: get.name, arguments: { id } }])),
    ];
  });
  return [...(await workingCalls(connector, known, seed)), ...looks];
}

async function perform(connector: Connector, calls: readonly ToolCall[]): Promise<Asked[]> {
  const [witness, session] = [connector.witness(), await connector.as('wide')];
  const seen: Asked[] = [];
  for (const { tool, arguments: args } of calls) {
    const answer = Promise.withResolvers<Answer>();
    const entries = await witness.during(async () => answer.resolve(await session.call(tool, args)));
    seen.push({ answer: await answer.promise, entries: entries.filter(({ via }) => via !== 'clock') });
  }
  return seen;
}

/**
 * The requests of a call, but for what differs each time: the id of the draft that it made, its name in a query, and how often in a
 * row it asked for the same, since a second try or another look at a job is a matter of time.
 */
function routesOf(asked: Asked | undefined): string[] {
  const own = jsonSchema.safeParse(asked?.answer.structured['draft']).data?.['id'];
  const entries = asked?.entries ?? [];
  const first = entries.filter(({ method, path }, index) => {
    const before = entries[index - 1];
    return method !== before?.method || path !== before.path;
  });
  return first.map(({ method, path }) => {
    const place = path.split('?')[0] ?? '';
    return `${method} ${typeof own === 'string' ? place.replace(own, '…') : place}`;
  });
}

/** What was asked for, in any order: what is asked at the same time comes in any. */
function routes(asked: Asked | undefined): string {
  return routesOf(asked).toSorted().join(', ');
}

function difference(odd: Asked, even: Asked | undefined): string {
  const rest = routesOf(even);
  const more = routesOf(odd).filter((route) => {
    const at = rest.indexOf(route);
    if (at !== -1) rest.splice(at, 1);
    return at === -1;
  });
  return [...more, ...rest.map((route) => `no ${route}`)].join(', ');
}

function said(answer: Answer | undefined): string {
  const { as_of: _asOf, ...rest } = answer?.structured ?? {};
  return JSON.stringify(rest);
}

/** Does something for every entity that is shown. */
function onItems(wire: Wire, deed: (item: Json, mischief: Mischief) => void): Fetch {
  return rewriteStructured(wire, (structured) => {
    const items = jsonSchema.array().safeParse(structured['items'] ?? [structured['item']]).data ?? [];
    for (const item of items) deed(item, wire.mischief);
    return structured;
  });
}
