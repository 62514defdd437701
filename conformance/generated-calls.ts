import * as fc from 'fast-check';
import { sequencesOf } from './arbitraries/tool-calls.ts';
import type { ToolCall } from './arbitraries/tool-calls.ts';
import { oncePerConnector } from './connector.ts';
import type { Connector } from './connector.ts';
import type { Context } from './define.ts';
import { NotApplicable, NotTestable, Violation } from './finding.ts';
import { listings } from './known-things.ts';
import type { Answer } from './mcp-client.ts';
import { isBuilder } from './tool-catalog.ts';
import type { JournalEntry, WorldState } from './witness.ts';

/** A generated sequence of tool calls, what came back, and what the witness saw meanwhile. */
export interface Observation {
  sequence: readonly ToolCall[];
  answers: Answer[];
  entries: JournalEntry[];
  before: WorldState;
  after: WorldState;
  messages: number;
}

/** Which tools the sequences are made of: those that read, or those that draft. */
export type Tools = 'reads' | 'builders';

const SHRINK_MS = 15_000;

/**
 * Judges every generated sequence by `problem`, which says what is wrong with it or returns null. The sequences run once for
 * all checks of a run; only a violation runs again, to be shrunk to the fewest and plainest calls.
 */
export async function judgeSequences(
  connector: Connector,
  context: Context,
  tools: Tools,
  problem: (observation: Observation) => string | null,
): Promise<string> {
  const observations = await observe[tools](connector, context);
  const found = observations.find((observation) => problem(observation) !== null);
  if (found !== undefined) throw await smallest(connector, context, tools, problem, found);
  if (observations.length < context.floor) {
    throw new NotTestable(
      `only ${observations.length} of at least ${context.floor} generated sequences ran: raise --runs or --budget`,
    );
  }
  const calls = observations.flatMap(({ sequence }) => sequence).length;
  const entries = observations.flatMap((one) => one.entries);
  const drafts = entries.filter(({ effect, status }) => effect === 'create_draft' && status < 300).length;
  // Where every draft was refused, nothing was seen of what drafting does.
  if (tools === 'builders' && drafts === 0)
    throw new NotTestable(`none of ${calls} generated calls made a draft: raise --runs`);
  const made = tools === 'builders' ? `, ${drafts} of them drafts` : '';
  return `${calls} calls in ${observations.length} generated sequences, ${entries.length} requests to the API${made}`;
}

/** True when there is a tool of this kind; without one, nothing can be said about it. */
export async function hasTools(connector: Connector, tools: Tools): Promise<boolean> {
  return (await connector.catalog()).some((tool) => isBuilder(tool) === (tools === 'builders'));
}

const observe = { reads: observer('reads'), builders: observer('builders') };

function observer(tools: Tools) {
  return oncePerConnector(async (connector, context: Context): Promise<Observation[]> => {
    const observations: Observation[] = [];
    const perform = await performer(connector);
    const property = fc.asyncProperty(await arbitrary(connector, tools), async (sequence) => {
      if (context.spent()) return;
      observations.push(await perform(sequence));
      context.sequenceRan?.();
    });
    const details = await fc.check(property, {
      seed: context.seed,
      numRuns: context.runs,
      endOnFailure: true,
      ...(context.path !== undefined && { path: context.path }),
    });
    if (details.errorInstance instanceof Error) throw details.errorInstance;
    return observations;
  });
}

async function arbitrary(connector: Connector, tools: Tools): Promise<fc.Arbitrary<readonly ToolCall[]>> {
  const catalog = (await connector.catalog()).filter((tool) => isBuilder(tool) === (tools === 'builders'));
  if (catalog.length === 0)
    throw new NotApplicable(`the connector offers no tool that ${tools === 'reads' ? 'reads' : 'drafts'}`);
  const known = (await listings(connector)).flatMap(({ entity, items }) =>
    items
      .slice(0, 5)
      .flatMap(({ id, name }) => (typeof name === 'string' ? [id, name] : [id]))
      .map((text) => ({ entity, text })),
  );
  return sequencesOf(catalog, known);
}

async function performer(
  connector: Connector,
): Promise<(sequence: readonly ToolCall[]) => Promise<Observation>> {
  const witness = connector.witness();
  const session = await connector.as('wide');
  const tenant = (await listings(connector))[0]?.tenant;
  let world = await witness.world(tenant);
  return async (sequence) => {
    const before = world;
    const answers: Answer[] = [];
    const messagesBefore = await witness.messages();
    const entries = await witness.during(async () => {
      for (const call of sequence) answers.push(await session.call(call.tool, call.arguments));
    });
    world = await witness.world(tenant);
    return {
      sequence,
      answers,
      entries,
      before,
      after: world,
      messages: (await witness.messages()) - messagesBefore,
    };
  };
}

async function smallest(
  connector: Connector,
  context: Context,
  tools: Tools,
  problem: (observation: Observation) => string | null,
  found: Observation,
): Promise<Violation> {
  const perform = await performer(connector);
  let last = found;
  const details = await fc.check(
    fc.asyncProperty(await arbitrary(connector, tools), async (sequence) => {
      const observation = await perform(sequence);
      const bad = problem(observation) !== null;
      if (bad) last = observation;
      return !bad;
    }),
    {
      seed: context.seed,
      numRuns: context.runs,
      plugins: [fc.interruptAfterTimeLimit(SHRINK_MS)],
      ...(context.path !== undefined && { path: context.path }),
    },
  );
  return new Violation(problem(last) ?? 'the violation was seen once and did not come back', {
    calls: last.answers.map(({ exchange }) => exchange),
    journal: last.entries,
    ...(details.counterexamplePath !== null && { path: details.counterexamplePath }),
  });
}
