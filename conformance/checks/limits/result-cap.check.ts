import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { fitsInto } from '../../response-tokens.ts';
import { largeItemAnswers } from '../../samples/large-items.ts';
import { lookedAt } from '../../samples/looks.ts';
import { callsOfTools, sampleAnswers } from '../../samples/sample-answers.ts';
import type { Connector } from '../../connector.ts';
import { openSession } from '../../client/mcp-client.ts';
import type { Answer } from '../../client/mcp-client.ts';
import { propertiesOf } from '../../tool-catalog.ts';
import type { ToolDefinition } from '../../tool-catalog.ts';
import { jsonSchema } from '../../client/wire.ts';
import type { Json } from '../../client/wire.ts';
import { isNextPage, towardsViewers } from '../../sabotage/hiding.ts';
import { rewriteResult } from '../../sabotage/sabotage.ts';

const CAP = 25_000;

export default defineCheck({
  requirement: 'limits.result-cap',
  async run(connector, { seed }) {
    const sources: ((connector: Connector) => Promise<Answer[]>)[] = [
      sampleAnswers,
      async () => generatedAnswers(connector, seed),
      lookedAt,
      ...(connector.level === 'L1' ? [] : [largestPages, largeItemAnswers]),
    ];
    let [results, largest] = [0, 0];
    for (const answersOf of sources) {
      for (const { result, exchange } of await answersOf(connector)) {
        const { fits, tokens } = fitsInto(CAP, result);
        if (!fits)
          throw new Violation(
            `${exchange.request} as ${exchange.as ?? 'somebody'} gave a result of ${tokens} tokens, more than ${CAP}`,
            { calls: [exchange] },
          );
        results += 1;
        largest = Math.max(largest, tokens);
      }
    }
    return `${results} results, the largest of at most ${largest} tokens`;
  },
  saboteurs: [
    {
      breaks: 'sends all that it has at once',
      caught: /tokens, more than 25000/u,
      sabotage: (wire) =>
        rewriteResult(wire, (result) => ({
          ...result,
          content: [{ type: 'text', text: 'Campaign, draft, email. '.repeat(8000) }],
        })),
    },
    {
      breaks: 'is too large on the second page alone',
      caught: /tokens, more than 25000/u,
      hides: 'second page',
      sabotage: (wire) =>
        rewriteResult(wire, (result, call) => (isNextPage(call) ? oversized(result) : result)),
    },
    {
      breaks: 'is too large for one role alone',
      caught: /as viewer@alpha\.test gave a result of \d+ tokens, more than 25000/u,
      hides: 'role',
      sabotage: (wire) => towardsViewers(wire, (their) => rewriteResult(their, oversized)),
    },
    {
      breaks: 'measures journeys by half',
      caught: /tools\/call optimove_get_journey as wide gave a result of \d+ tokens, more than 25000/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        rewriteResult(wire, (result, { tool }) =>
          tool === 'optimove_get_journey' && JSON.stringify(result).includes('is too large')
            ? oversized(result)
            : result,
        ),
    },
    {
      breaks: 'is too large where it was asked about a channel',
      caught: /tokens, more than 25000/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        rewriteResult(wire, (result, { arguments: args }) =>
          args['channel'] === 'sms' ? oversized(result) : result,
        ),
    },
  ],
});

function oversized(result: Json): Json {
  return { ...result, _meta: { more: 'Campaign, draft, email. '.repeat(8000) } };
}

/** Answers to generated calls of every tool. */
async function generatedAnswers(connector: Connector, seed: number): Promise<Answer[]> {
  const session = await connector.as('wide');
  const answers: Answer[] = [];
  for (const { tool, arguments: args } of await callsOfTools(connector, { seed, each: 4, builders: false }))
    answers.push(await session.call(tool, args));
  return answers;
}

/** A page of each list, as large as they come, for one user of each role in each tenant. */
async function largestPages(connector: Connector): Promise<Answer[]> {
  const witness = connector.witness();
  const { url, fetch } = connector;
  const roles = new Map<string, string>();
  for (const { email, memberships } of await witness.users())
    if (memberships.length === 1)
      for (const { tenant, role } of memberships) roles.set(`${tenant} ${role}`, email);
  const answers: Answer[] = [];
  for (const email of roles.values()) {
    const { mcp } = await witness.tokens(email);
    const session = await openSession({ url, fetch, who: email, token: async () => mcp });
    for (const list of await session.manifest()) {
      const { limit, cursor } = propertiesOf(list);
      if (limit === undefined || cursor === undefined || requiredBy(list)) continue;
      const largest = typeof limit['maximum'] === 'number' ? { limit: limit['maximum'] } : {};
      answers.push(await session.call(list.name, largest));
    }
  }
  return answers;
}

function requiredBy(tool: ToolDefinition): boolean {
  const required = jsonSchema.safeParse(tool.inputSchema).data?.['required'];
  return Array.isArray(required) && required.length > 0;
}
