import * as fc from 'fast-check';
import { ordinaryCallsOf } from '../arbitraries/tool-calls.ts';
import { wrongCallsOf } from '../arbitraries/wrong-arguments.ts';
import type { WrongCall } from '../arbitraries/wrong-arguments.ts';
import { oncePerConnector } from '../connector.ts';
import type { Connector } from '../connector.ts';
import type { Answer } from '../client/mcp-client.ts';
import { isBuilder } from '../tool-catalog.ts';

/** Calls that break the input schema of their tool, and what came back; made once per run. */
export const wrongCalls: (connector: Connector) => Promise<{ call: WrongCall; answer: Answer }[]> =
  oncePerConnector(async (connector) => {
    const session = await connector.as('wide');
    const answered: { call: WrongCall; answer: Answer }[] = [];
    for (const tool of await connector.catalog()) {
      const [right] = fc.sample(ordinaryCallsOf(tool, []), { seed: 1, numRuns: 1 });
      const calls = wrongCallsOf(tool, right?.arguments ?? {});
      // A builder is asked once for each argument: one that takes anything makes a draft each time.
      const chosen = isBuilder(tool) ? onePerArgument(calls) : calls;
      for (const call of chosen)
        answered.push({ call, answer: await session.call(call.tool, call.arguments) });
    }
    return answered;
  });

function onePerArgument(calls: readonly WrongCall[]): WrongCall[] {
  return [...Map.groupBy(calls, ({ argument }) => argument).values()].flatMap(([first]) => first ?? []);
}
