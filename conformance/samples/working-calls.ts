import * as fc from 'fast-check';
import type { Known } from '../arbitraries/ordinary-text.ts';
import { plainCallsOf } from '../arbitraries/tool-calls.ts';
import type { ToolCall } from '../arbitraries/tool-calls.ts';
import type { Connector } from '../connector.ts';
import { listings } from './known-things.ts';
import { isBuilder } from '../tool-catalog.ts';

const TRIES = 20;

/** Ids of entities that the wide user sees, a few of each kind. */
export async function knownTexts(connector: Connector): Promise<Known[]> {
  return (await listings(connector)).flatMap(({ entity, items }) =>
    items.slice(0, 3).map(({ id }) => ({ entity, text: id })),
  );
}

/** A call of every tool that got through, or the last of some plain ones that did not. */
export async function workingCalls(
  connector: Connector,
  known: readonly Known[],
  seed: number,
): Promise<ToolCall[]> {
  const session = await connector.as('wide');
  const calls: ToolCall[] = [];
  for (const tool of await connector.catalog()) {
    let last: ToolCall | undefined;
    for (const call of fc.sample(plainCallsOf(tool, known), { seed, numRuns: TRIES })) {
      last = call;
      if ((await session.call(call.tool, call.arguments)).kind === 'result') break;
    }
    if (last !== undefined) calls.push(last);
  }
  return calls;
}

/** The same call with a name of its own for what it makes. */
export function renamed({ tool, arguments: args }: ToolCall, ending: string): ToolCall {
  const name = args['name'];
  return typeof name === 'string' && isBuilder({ name: tool })
    ? { tool, arguments: { ...args, name: `${name} ${ending}` } }
    : { tool, arguments: args };
}
