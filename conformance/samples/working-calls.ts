import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Known } from '../arbitraries/ordinary-text.ts';
import { plainCallsOf } from '../arbitraries/tool-calls.ts';
import type { ToolCall } from '../arbitraries/tool-calls.ts';
import { UnsupportedSchema } from '../arbitraries/unsupported-schema.ts';
import type { Answer } from '../client/mcp-client.ts';
import { oncePerConnector } from '../connector.ts';
import type { Connector } from '../connector.ts';
import { NotTestable } from '../finding.ts';
import { toldIn } from '../generated/harvest.ts';
import { listings } from './known-things.ts';
import { isBuilder } from '../tool-catalog.ts';
import type { ToolDefinition } from '../tool-catalog.ts';

const TRIES = 20;

/** A call of every tool about what is known that got through, or the last of some plain ones that did not. */
export async function workingCallsAbout(
  connector: Connector,
  known: readonly Known[],
  seed: number,
): Promise<ToolCall[]> {
  const session = await connector.as('wide');
  const ask = async (call: ToolCall) => ({ call, answer: await session.call(call.tool, call.arguments) });
  const calls: ToolCall[] = [];
  for (const tool of await connector.catalog()) {
    const words = [...known];
    const { call } = await untilItWorks(tool, () => plainCallsOf(tool, words), { words, seed, ask });
    calls.push(call);
  }
  return calls;
}

/** Such calls about a few entities of each kind that the wide user sees, found once per run. */
export const workingCalls: (connector: Connector, seed: number) => Promise<ToolCall[]> = oncePerConnector(
  async (connector, seed: number) => {
    const known = (await listings(connector)).flatMap(({ entity, items }) =>
      items.slice(0, 3).map(({ id }) => ({ entity, text: id })),
    );
    return workingCallsAbout(connector, known, seed);
  },
);

/** Asks until a call gets through, or as many as `tries` did not. What a refusal names is added to the words of the next. */
export async function untilItWorks<Asked extends { answer: Answer }>(
  tool: ToolDefinition,
  calls: () => Arbitrary<ToolCall>,
  {
    words,
    seed,
    ask,
    tries = TRIES,
  }: { words: Known[]; seed: number; ask: (call: ToolCall) => Promise<Asked>; tries?: number },
): Promise<Asked> {
  for (let tried = 1; ; tried += 1) {
    const call = callOf(tool, calls, seed + tried);
    const asked = await ask(call);
    if (asked.answer.kind === 'result' || tried === tries) return asked;
    words.push(...toldIn(tool, asked.answer.text, call.arguments));
  }
}

function callOf({ name }: ToolDefinition, calls: () => Arbitrary<ToolCall>, seed: number): ToolCall {
  try {
    const [call] = fc.sample(calls(), { seed, numRuns: 1 });
    return call ?? { tool: name, arguments: {} };
  } catch (error) {
    if (!(error instanceof UnsupportedSchema)) throw error;
    throw new NotTestable(`no arguments for ${name} can be made from its input schema: ${error.message}`, {
      cause: error,
    });
  }
}

/** The same call with a name of its own for what it makes. */
export function renamed({ tool, arguments: args }: ToolCall, ending: string): ToolCall {
  const name = args['name'];
  return typeof name === 'string' && isBuilder({ name: tool })
    ? { tool, arguments: { ...args, name: `${name} ${ending}` } }
    : { tool, arguments: args };
}
