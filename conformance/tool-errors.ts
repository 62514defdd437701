import type { Connector } from './connector.ts';
import { oncePerConnector } from './connector.ts';
import type { Answer } from './client/mcp-client.ts';
import { workingCalls } from './samples/working-calls.ts';
import { isBuilder, propertiesOf } from './tool-catalog.ts';
import { wrongCalls } from './samples/wrong-calls.ts';

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

/** What an API says of itself when it fails. */
export const INSIDE = 'TypeError: no row\n    at find (/srv/api/rows.js:7:1), asked of 10.0.0.7:5432';

const FAULTS = [
  { status: 500, body: { error: { code: 'internal', message: INSIDE }, stack: INSIDE } },
  { status: 502, contentType: 'text/html', body: `<pre>${INSIDE}</pre>` },
  { status: 200, contentType: 'text/html', body: INSIDE },
  { malformed: true },
  { reset: true },
];

/** Calls that tools failed at because the API did: one of each tool that reads under each fault, which gets through without. */
export async function errorsOfFaults(connector: Connector, seed: number): Promise<Answer[]> {
  const session = await connector.as('wide');
  const witness = connector.witness();
  const calls = (await workingCalls(connector, seed)).filter(({ tool }) => !isBuilder({ name: tool }));
  const answers: Answer[] = [];
  try {
    for (const effect of FAULTS) {
      await witness.faults([{ match: {}, effect }]);
      answers.push(...(await Promise.all(calls.map(async (one) => session.call(one.tool, one.arguments)))));
    }
  } finally {
    await witness.reset(['faults']);
  }
  return answers.filter(({ kind }) => kind === 'tool_error');
}
