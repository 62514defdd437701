import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import type { Connector, Who } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { isNextPage, towardsNarrow } from '../../sabotage/hiding.ts';
import { listings } from '../../samples/known-things.ts';
import { nextCursor } from '../../samples/listing.ts';
import type { Answer } from '../../client/mcp-client.ts';
import { besideCalls, rewriteStructured } from '../../sabotage/sabotage.ts';
import { callsOfTools } from '../../samples/sample-answers.ts';
import { renamed, workingCalls } from '../../samples/working-calls.ts';
import { propertiesOf } from '../../tool-catalog.ts';

export default defineCheck({
  requirement: 'permissions.caller-identity',
  drafts: true,
  async run(connector, { seed }) {
    const identities = new Map<Who, string | null>();
    const asking = new Set<string>();
    let calls = 0;
    const working = await workingCalls(connector, seed);
    for (const who of ['wide', 'narrow'] as const) {
      const again = working.map((call) => renamed(call, who));
      for (const call of [...(await callsAs(connector, who)), ...again]) {
        const { users, evidence } = await usersDuring(connector, who, call);
        const [user] = users;
        const known = identities.get(who);
        // A list has to ask; of the rest, some calls are refused before that.
        if (user === undefined && known === undefined)
          throw new NotTestable(`no request reached the API during ${call.tool}: see data.live`);
        if (user === undefined) continue;
        if (users.size > 1 || user === null || (known !== undefined && known !== user))
          throw new Violation(
            `during one call of ${who} the API was asked in the name of ${[...users].join(' and ')}`,
            evidence,
          );
        identities.set(who, user);
        calls += 1;
        asking.add(call.tool);
      }
    }
    if (identities.get('wide') === identities.get('narrow')) {
      throw new Violation(`the API is asked in the same name for two users: ${identities.get('wide')}`);
    }
    return `every request of ${calls} calls of ${asking.size} tools bears the user who called`;
  },
  saboteurs: [
    {
      breaks: 'looks things up in the name of a service',
      caught: /in the name of .*service/u,
      sabotage: (wire) => besideCalls(wire, () => wire.mischief.upstream('read')),
    },
    {
      breaks: 'looks up in the name of a service what a user who may see little asks for',
      caught: /during one call of narrow .*service/u,
      hides: 'role',
      sabotage: (wire) =>
        towardsNarrow(wire, (their) => besideCalls(their, () => their.mischief.upstream('read'))),
    },
    {
      breaks: 'counts audiences in the name of a service, and does nothing else so',
      caught: /during one call of wide .*service/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        besideCalls(wire, ({ tool }) => {
          if (tool === 'optimove_get_audience_size') wire.mischief.upstream('read');
        }),
    },
    {
      breaks:
        'answers a question to analytics in the name of a service, where a user who may see little asks',
      caught: /during one call of narrow .*service/u,
      hides: 'role',
      sabotage: (wire) =>
        towardsNarrow(wire, (their) =>
          rewriteStructured(their, (rows, { tool }) => {
            if (tool === 'optimove_query_analytics') their.mischief.upstream('read');
            return rows;
          }),
        ),
    },
    {
      breaks: 'turns pages in the name of a service',
      caught: /during one call of wide .*service/u,
      hides: 'second page',
      sabotage: (wire) =>
        besideCalls(wire, (call) => {
          if (isNextPage(call)) wire.mischief.upstream('read');
        }),
    },
  ],
});

/** Every list, which is how a user becomes known, and then a call of every tool. */
async function callsAs(connector: Connector, who: Who): Promise<ToolCall[]> {
  const lists = (await listings(connector)).map(({ list }) => ({
    tool: list.name,
    arguments: 'limit' in propertiesOf(list) ? { limit: 1 } : {},
  }));
  return [...lists, ...(await callsOfTools(connector, { seed: 1, each: 1, builders: true, who }))];
}

/** In whose name the API is asked during a call, and during one for the page after it. */
async function usersDuring(connector: Connector, who: Who, { tool, arguments: args }: ToolCall) {
  const session = await connector.as(who);
  const answers: Answer[] = [];
  const journal = await connector.witness().during(async () => {
    const first = await session.call(tool, args);
    answers.push(first);
    const cursor = nextCursor(first);
    if (cursor !== undefined) answers.push(await session.call(tool, { ...args, cursor }));
  });
  const users = new Set(journal.map((entry) => entry.user_id));
  return { users, evidence: { calls: answers.map(({ exchange }) => exchange), journal } };
}
