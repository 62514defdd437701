import { setImmediate as turn } from 'node:timers/promises';
import { PEOPLE } from '../../connector.ts';
import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { question, sharing } from '../../sabotage/faulty-gates.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import { listIn } from '../../samples/listing.ts';

const ROUNDS = 4;
const LISTS = 3;

export default defineCheck({
  requirement: 'permissions.no-cross-talk',
  async run(connector) {
    const tools = (await listings(connector)).slice(0, LISTS).map(({ list }) => list.name);
    let calls = 0;
    for (const tool of tools) {
      const alone = new Map<string, string>();
      for (const who of PEOPLE) alone.set(who, (await shownTo(connector, who, tool)).ids);
      if (new Set(alone.values()).size < PEOPLE.length)
        throw new NotTestable(`${tool} shows two of the users the same: nothing can be told apart`);
      for (let round = 0; round < ROUNDS; round += 1) {
        const crowd = [...PEOPLE, ...PEOPLE.toReversed()];
        const together = await Promise.all(crowd.map(async (who) => shownTo(connector, who, tool)));
        const mixed = together.find(({ who, ids }) => ids !== alone.get(who));
        if (mixed !== undefined) {
          throw new Violation(`${mixed.who} was shown other things by ${tool} while others asked too`, {
            calls: [mixed.exchange],
          });
        }
        calls += crowd.length;
      }
    }
    return `${calls} calls of ${PEOPLE.length} users, ${2 * PEOPLE.length} at a time, each answered as if alone`;
  },
  saboteurs: [
    {
      breaks: 'keeps the token of whoever called last for all calls that are under way',
      caught: /was shown other things/u,
      hides: 'concurrency',
      sabotage({ fetch, url }) {
        let current: string | null = null;
        return async (request) => {
          if (request.url !== url.href) return fetch(request);
          current = request.headers.get('authorization');
          await turn();
          const headers = new Headers(request.headers);
          if (current !== null) headers.set('authorization', current);
          return fetch(new Request(request, { headers }));
        };
      },
    },
    {
      breaks: 'answers all who ask the same at the same time with one answer',
      caught: /was shown other things/u,
      hides: 'concurrency',
      sabotage: (wire) => sharing(wire, question),
    },
  ],
});

async function shownTo(connector: Connector, who: (typeof PEOPLE)[number], tool: string) {
  const answer = await (await connector.as(who)).call(tool, {});
  // One that overload refuses says nothing of another user.
  if (answer.kind !== 'result') throw new NotTestable(`${tool} refused ${who}: ${answer.text}`);
  const ids = listIn(answer).items.map(({ id }) => id);
  return { who, ids: ids.join(), exchange: answer.exchange };
}
