import { oncePerConnector, PEOPLE } from '../connector.ts';
import type { Connector, Who } from '../connector.ts';
import { NotTestable } from '../finding.ts';
import { nextCursor } from '../samples/listing.ts';
import { openSession } from '../client/mcp-client.ts';
import type { Answer, McpSession } from '../client/mcp-client.ts';
import type { JournalEntry, WorldState } from '../witness/witness.ts';
import type { Scenario, Sequence } from './scenario.ts';

/** What came back in a scenario, and what the witness saw meanwhile. */
export interface Observation {
  scenario: Scenario;
  answers: { tool: string; answer: Answer }[];
  /** What reached the tenant; what the clock of the world brought about is not among it. */
  entries: JournalEntry[];
  before: WorldState;
  after: WorldState;
  /** How many messages went out to customers. */
  messages: number;
}

/** Runs a scenario; null where the clock of the world changed something meanwhile, so that nothing can be told of the calls. */
export type Perform = (scenario: Scenario) => Promise<Observation | null>;

export async function performer(connector: Connector): Promise<Perform> {
  const witness = connector.witness();
  let world = await witness.world();
  let sent = await witness.messages();

  return async (scenario) => {
    const { faults, sequences } = scenario;
    const [before, sentBefore] = [world, sent];
    // Opened and renewed before anything goes wrong on purpose.
    for (const { as, era } of sequences) await sessionOf(connector, as, era);
    for (const { as } of sequences) await (await connector.token(as))();
    const answers: Observation['answers'] = [];
    const run = async ({ as, era, calls }: Sequence) => {
      const session = await sessionOf(connector, as, era);
      for (const { tool, arguments: args, next_page } of calls) {
        const answer = await session.call(tool, args, { impatient: true });
        const cursor = next_page === true ? nextCursor(answer) : undefined;
        answers.push({ tool, answer });
        if (cursor !== undefined)
          answers.push({ tool, answer: await session.call(tool, { ...args, cursor }, { impatient: true }) });
      }
    };
    const seen = await witness.during(async () => {
      if (faults.length > 0) await witness.faults(faults);
      try {
        await Promise.all(sequences.map(run));
      } finally {
        if (faults.length > 0) await witness.reset(['faults']);
      }
    });
    [world, sent] = [await witness.world(), await witness.messages()];

    const entries = seen.filter(({ via }) => via !== 'clock');
    return entries.length < seen.length
      ? null
      : { scenario, answers, entries, before, after: world, messages: sent - sentBefore };
  };
}

/** The people whom this run can call as. */
export async function peopleOf(connector: Connector): Promise<Who[]> {
  const found: Who[] = [];
  for (const who of PEOPLE) {
    const session = await connector.as(who).catch((error: unknown) => {
      if (error instanceof NotTestable && who !== 'wide') return null;
      throw error;
    });
    if (session !== null) found.push(who);
  }
  return found;
}

/** A client that was shown the tools: it holds what comes back against the output schemas that it saw. */
async function sessionOf(connector: Connector, who: Who, era: Sequence['era']): Promise<McpSession> {
  return sessions[era][who](connector);
}

const sessions = {
  newest: { wide: newest('wide'), narrow: newest('narrow'), 'other-tenant': newest('other-tenant') },
  legacy: { wide: legacy('wide'), narrow: legacy('narrow'), 'other-tenant': legacy('other-tenant') },
};

function newest(who: Who) {
  return oncePerConnector(async (connector) => shown(await connector.as(who)));
}

/** A client of 2025; the other one where the connector lets none of these in, which is for another check to judge. */
function legacy(who: Who) {
  return oncePerConnector(async (connector): Promise<McpSession> => {
    const { url, fetch } = connector;
    const token = await connector.token(who);
    return openSession({ url, fetch, who, token, mode: 'legacy' })
      .then(shown)
      .catch(async () => sessions.newest[who](connector));
  });
}

async function shown(session: McpSession): Promise<McpSession> {
  await session.manifest();
  return session;
}
