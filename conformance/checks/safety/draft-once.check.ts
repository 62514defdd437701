import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotApplicable, NotTestable, Violation } from '../../finding.ts';
import type { Answer } from '../../client/mcp-client.ts';
import { rewriteArguments, rewriteResult } from '../../sabotage/sabotage.ts';
import { isBuilder, propertiesOf } from '../../tool-catalog.ts';
import { jsonSchema } from '../../client/wire.ts';
import type { Fetch } from '../../client/wire.ts';
import type { Wire } from '../../define.ts';
import { renamed, workingCalls } from '../../samples/working-calls.ts';

const KEY = /idempoten/u;
/** Every answer to a request that makes something is lost, after it was made. */
const LOST = { match: { method: 'POST' }, effect: { reset: true }, times: 4 };

export default defineCheck({
  requirement: 'safety.draft-once',
  drafts: true,
  async run(connector, { seed }) {
    const calls = await keyedCalls(connector, seed);
    const session = await connector.as('wide');
    const witness = connector.witness();
    const call = async ({ tool, arguments: args }: ToolCall) => session.call(tool, args);
    const ways: Readonly<Record<string, (one: ToolCall) => Promise<Answer[]>>> = {
      'sent again': async (one) => [await call(one), await call(one)],
      'sent twice at once': async (one) => Promise.all([call(one), call(one)]),
      async 'sent again after its answer was lost'(one) {
        await witness.faults([LOST]);
        const answers: Answer[] = [];
        try {
          answers.push(await call(one));
        } finally {
          await witness.reset(['faults']);
        }
        return [...answers, await call(one)];
      },
    };

    let judged = 0;
    for (const { tool, arguments: args } of calls) {
      for (const [at, [way, send]] of Object.entries(ways).entries()) {
        const key = Object.fromEntries([[keyOf(args), `conformance ${seed} ${at} ${tool}`]]);
        const before = await entities(connector);
        const answers = await send(renamed({ tool, arguments: { ...args, ...key } }, `once ${at}`));
        const made = (await entities(connector)) - before;
        const evidence = { calls: answers.map(({ exchange }) => exchange) };
        if (made > 1) throw new Violation(`${tool}, ${way} with the same key, made ${made} drafts`, evidence);
        const ids = answers.flatMap((answer) => draftIn(answer));
        if (new Set(ids).size > 1)
          throw new Violation(`${tool}, ${way} with the same key, names several drafts`, evidence);
        const last = answers.at(-1);
        if (made === 1 && last !== undefined && draftIn(last).length === 0)
          throw new Violation(
            `${tool}, ${way} with the same key, does not give the draft that was made`,
            evidence,
          );
        judged += made;
      }
    }
    if (judged === 0) throw new NotTestable('no call with a key made a draft');
    return `${judged} drafts of ${calls.length} tools, each asked for twice and made once`;
  },
  saboteurs: [
    {
      breaks: 'takes a key and looks at none',
      caught: /sent again with the same key, made 2 drafts/u,
      hides: 'retry',
      sabotage: (wire) => rewriteArguments(wire, ({ arguments: args }) => withoutKey(args)),
    },
    {
      breaks: 'forgets the key of a call whose answer was lost',
      caught: /sent again after its answer was lost with the same key, made 2 drafts/u,
      hides: 'fault',
      sabotage(wire) {
        const lost = new Set<unknown>();
        const watching = rewriteResult(wire, (result, { arguments: args }) => {
          if (JSON.stringify(result).includes('was lost')) lost.add(args['idempotency_key']);
          return result;
        });
        return rewriteArguments({ ...wire, fetch: watching }, ({ arguments: args }) =>
          lost.has(args['idempotency_key']) ? withoutKey(args) : args,
        );
      },
    },
    {
      breaks: 'knows a key only when its first call has ended',
      caught: /sent twice at once with the same key, made 2 drafts/u,
      hides: 'concurrency',
      sabotage: forgettingKeysInFlight,
    },
  ],
});

/** A call of each builder that takes a key, which got through without one. */
async function keyedCalls(connector: Connector, seed: number): Promise<ToolCall[]> {
  const builders = (await connector.catalog()).filter(isBuilder);
  const keyed = builders.filter((tool) => Object.keys(propertiesOf(tool)).some((name) => KEY.test(name)));
  if (keyed.length === 0) throw new NotApplicable('no builder takes a key that names an attempt');
  const calls = await workingCalls(connector, seed);
  return keyed.flatMap((tool) => {
    const key = Object.keys(propertiesOf(tool)).find((name) => KEY.test(name)) ?? '';
    return calls
      .filter((call) => call.tool === tool.name)
      .map((call) => ({ ...call, arguments: { ...call.arguments, [key]: '' } }));
  });
}

function keyOf(args: object): string {
  return Object.keys(args).find((name) => KEY.test(name)) ?? '';
}

async function entities(connector: Connector): Promise<number> {
  const world = await connector.witness().world();
  return Object.values(world.entities).reduce((total, { count }) => total + count, 0);
}

/** The id of the draft that an answer gives; none where it gives none. */
function draftIn({ structured }: Answer): string[] {
  const id = jsonSchema.safeParse(structured['draft']).data?.['id'];
  return typeof id === 'string' ? [id] : [];
}

function withoutKey({ idempotency_key: _key, ...args }: Record<string, unknown>) {
  return args;
}

function forgettingKeysInFlight(wire: Wire): Fetch {
  const inFlight = new Set<unknown>();
  const forgetting = rewriteArguments(wire, ({ arguments: args }) => {
    const key = args['idempotency_key'];
    if (key === undefined) return args;
    if (inFlight.has(key)) return withoutKey(args);
    inFlight.add(key);
    return args;
  });
  return rewriteResult({ ...wire, fetch: forgetting }, (result, { arguments: args }) => {
    inFlight.delete(args['idempotency_key']);
    return result;
  });
}
