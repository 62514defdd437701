import type { ToolCall } from '../arbitraries/tool-calls.ts';
import type { Answer } from '../client/mcp-client.ts';
import type { Connector } from '../connector.ts';
import type { JournalEntry } from '../witness/witness.ts';

/** A call, its answer, and what it made the connector ask the API for. */
export interface WitnessedCall {
  call: ToolCall;
  answer: Answer;
  entries: JournalEntry[];
}

/** Makes a call as the wide user; what the clock of the world did meanwhile is left out. */
export async function witnessedCall(connector: Connector, call: ToolCall): Promise<WitnessedCall> {
  const [witness, session] = [connector.witness(), await connector.as('wide')];
  const answer = Promise.withResolvers<Answer>();
  const entries = await witness.during(async () =>
    answer.resolve(await session.call(call.tool, call.arguments)),
  );
  return { call, answer: await answer.promise, entries: entries.filter(({ via }) => via !== 'clock') };
}
