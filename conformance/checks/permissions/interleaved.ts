import { setImmediate as turn } from 'node:timers/promises';
import type { Scheduler } from 'fast-check';
import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import type { Connector, Who } from '../../connector.ts';
import type { Answer } from '../../client/mcp-client.ts';
import type { JournalEntry } from '../../witness/witness.ts';

/** Turns of the event loop that every call gets to come to its next request. */
const TURNS = 40;

/** Runs calls at once: each request of the connector waits at the gate, and the scheduler says which goes on. */
export async function atOnce(
  connector: Connector,
  scheduler: Scheduler,
  calls: readonly (ToolCall & { who: Who })[],
): Promise<{ answers: Answer[]; entries: JournalEntry[] }> {
  const inside = connector.inside();
  const answers: Answer[] = [];
  let running = calls.length;
  inside.gate(async (request, send) => {
    await scheduler.schedule(Promise.resolve(), `${request.method} ${request.url}`);
    return send(request);
  });
  /** Lets every call that runs come to the gate before one is let through. */
  const assembled = async (pick: () => Promise<void>) => {
    for (let turns = 0; scheduler.count() < running && turns < TURNS; turns += 1) await turn();
    await pick();
  };
  try {
    const entries = await connector.witness().during(async () => {
      const all = calls.map(async ({ who, tool, arguments: args }, index) => {
        const session = await connector.as(who);
        answers[index] = await session.call(tool, args);
        running -= 1;
      });
      await scheduler.waitFor(Promise.all(all), assembled);
    });
    return { answers, entries };
  } finally {
    inside.gate(null);
  }
}
