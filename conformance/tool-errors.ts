import type { Connector } from './connector.ts';
import { oncePerConnector } from './connector.ts';
import type { Answer } from './mcp-client.ts';
import { isBuilder, propertiesOf } from './tool-catalog.ts';
import { wrongCalls } from './wrong-calls.ts';

const NOBODY = ['conformance-nobody', '../conformance', '%00'];

/** Calls that tools refused: with arguments that break the schema, and with ids that nothing has. */
export const toolErrors: (connector: Connector) => Promise<Answer[]> = oncePerConnector(async (connector) => {
  const session = await connector.as('wide');
  const answers = (await wrongCalls(connector)).map(({ answer }) => answer);
  for (const tool of await connector.catalog()) {
    if (isBuilder(tool) || !('id' in propertiesOf(tool))) continue;
    for (const id of NOBODY) answers.push(await session.call(tool.name, { id }));
  }
  return answers.filter(({ kind }) => kind === 'tool_error');
});
