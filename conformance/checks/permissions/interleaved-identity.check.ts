import { listCalls } from '../../samples/any-call.ts';
import { PEOPLE } from '../../connector.ts';
import type { Connector, Who } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import type { JournalEntry } from '../../witness/witness.ts';

const ROUNDS = 10;

export default defineCheck({
  requirement: 'permissions.interleaved-identity',
  async run(connector) {
    const witness = connector.witness();
    const calls = await listCalls(connector);
    const turns: Turn[] = [];
    for (const [index, who] of PEOPLE.entries()) {
      const tool = calls[index]?.tool;
      if (tool === undefined)
        throw new NotTestable('the connector lists fewer kinds of entities than there are users');
      turns.push({ who, tool, ...(await askedAlone(connector, who, tool)) });
    }
    const journal = await witness.during(async () => {
      const all = Array.from({ length: ROUNDS }, () => turns).flat();
      await Promise.all(all.map(async ({ who, tool }) => (await connector.as(who)).call(tool, {})));
    });
    const strange = journal.find(
      ({ endpoint, user_id: user }) => turns.find((turn) => turn.endpoints.has(endpoint))?.user !== user,
    );
    if (strange !== undefined) {
      const turn = turns.find(({ endpoints }) => endpoints.has(strange.endpoint));
      throw new Violation(
        `while others called, the API was asked for ${turn?.who ?? strange.endpoint} in the name of ${String(strange.user_id)}`,
        { journal: [strange] },
      );
    }
    return `${journal.length} requests of ${turns.length} users at once, each in the right name`;
  },
  saboteurs: [
    {
      breaks: 'keeps the caller where the next request can change it',
      caught: /while others called, the API was asked for \S+ in the name of/u,
      sabotage({ fetch, url }) {
        let current: string | null = null;
        return async (request) => {
          if (request.url !== url.href) return fetch(request);
          current = request.headers.get('authorization');
          await Promise.resolve();
          if (current !== null) request.headers.set('authorization', current);
          return fetch(request);
        };
      },
    },
  ],
});

interface Turn {
  who: Who;
  tool: string;
  endpoints: Set<string>;
  user: string | null;
}

/** What reaches the API when nobody else calls: where, and in whose name. */
async function askedAlone(
  connector: Connector,
  who: Who,
  tool: string,
): Promise<Pick<Turn, 'endpoints' | 'user'>> {
  const session = await connector.as(who);
  const entries: JournalEntry[] = await connector.witness().during(async () => session.call(tool, {}));
  const [first] = entries;
  if (first === undefined) throw new NotTestable(`no request reached the API during ${tool}`);
  return { endpoints: new Set(entries.map(({ endpoint }) => endpoint)), user: first.user_id };
}
