import type { ToolCall } from '../arbitraries/tool-calls.ts';
import type { Connector } from '../connector.ts';
import { callsOfTools } from './sample-answers.ts';
import { propertiesOf } from '../tool-catalog.ts';

/** Text that stands nowhere else, so that it can be found again wherever it has gone. */
export const MARK = 'Quokka Parade 7319';

/** A call of every tool for each of its parameters that take any text: there stands `text`, and in the others what is ordinary. */
export async function callsWithText(connector: Connector, text: string, seed = 1): Promise<ToolCall[]> {
  const catalog = await connector.catalog();
  const ordinary = await callsOfTools(connector, { seed, each: 1, builders: true });
  return ordinary.flatMap((call) => {
    const tool = catalog.find(({ name }) => name === call.tool);
    const texts = Object.entries(tool === undefined ? {} : propertiesOf(tool)).filter(
      ([, { type, enum: values }]) => type === 'string' && values === undefined,
    );
    return texts.map(([parameter]) => ({
      ...call,
      arguments: { ...call.arguments, [parameter]: text },
    }));
  });
}
