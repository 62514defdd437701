import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Known } from '../arbitraries/ordinary-text.ts';
import { ordinaryCallsOf, plainCallsOf } from '../arbitraries/tool-calls.ts';
import type { ToolCall } from '../arbitraries/tool-calls.ts';
import { UnsupportedSchema } from '../arbitraries/unsupported-schema.ts';
import { isBuilder, propertiesOf } from '../tool-catalog.ts';
import type { ToolDefinition } from '../tool-catalog.ts';
import { jsonSchema } from '../client/wire.ts';
import type { Json } from '../client/wire.ts';
import { knownIn, toldIn } from './harvest.ts';
import type { Observation, Perform } from './perform.ts';
import type { FaultRule } from './scenario.ts';

/** What a look around gave the generator. */
export interface Survey {
  known: Known[];
  /** Arguments that got through, by tool. */
  examples: Map<string, Json>;
  /** Why no arguments can be made for a tool, by its name. */
  unsupported: Map<string, string>;
}

const ROUNDS = [2, 6, 12];
/** How often a tool is tried at last that refused in every round. */
const PATIENCE = 60;
/** Under this, a question to analytics runs so long that it becomes a job. */
const SLOW: FaultRule = { match: { path: '/api/v1/*/analytics/*' }, effect: { latencyMs: 120_000 } };

/**
 * Calls every tool until one call of it gets through, and learns from all answers: ids and names from results, and the words that
 * would have been right from refusals. `seen` is told of each call, so that it is judged as well.
 */
export async function survey(
  tools: readonly ToolDefinition[],
  perform: Perform,
  seen: (observation: Observation) => void,
): Promise<Survey> {
  const known: Known[] = [];
  const [examples, unsupported] = [new Map<string, Json>(), new Map<string, string>()];
  let seed = 0;

  const learn = (more: readonly Known[]) =>
    known.push(
      ...more.filter((one) => !known.some(({ entity, text }) => entity === one.entity && text === one.text)),
    );
  const attempt = async (tool: ToolDefinition, calls: Arbitrary<ToolCall>, faults: FaultRule[] = []) => {
    const [call] = fc.sample(calls, { seed: (seed += 1), numRuns: 1 });
    if (call === undefined) return;
    const observation = await perform({ faults, sequences: [{ as: 'wide', era: 'newest', calls: [call] }] });
    const answer = observation?.answers[0]?.answer;
    if (observation === null || answer === undefined) return;
    seen(observation);
    if (answer.kind === 'result') {
      learn(knownIn(tool, answer.structured));
      if (!examples.has(tool.name)) examples.set(tool.name, call.arguments);
    } else learn(toldIn(tool, answer.text, call.arguments));
  };
  // What needs no argument tells what the others ask for.
  const inOrder = tools.toSorted((one, other) => demandsOf(one) - demandsOf(other));
  const stuck = () => inOrder.filter(({ name }) => !examples.has(name) && !unsupported.has(name));
  const attempts = async (tool: ToolDefinition, most: number) => {
    for (let tried = 0; tried < most && !examples.has(tool.name); tried += 1) {
      try {
        const ordinary = tried % 3 === 2 && !isBuilder(tool);
        await attempt(tool, ordinary ? ordinaryCallsOf(tool, known) : plainCallsOf(tool, known));
      } catch (error) {
        if (!(error instanceof UnsupportedSchema)) throw error;
        unsupported.set(tool.name, error.message);
        return;
      }
    }
  };

  for (const most of ROUNDS) {
    for (const tool of stuck()) await attempts(tool, most);
    // Who refuses everything at first refuses it for good.
    if (examples.size === 0) break;
  }
  const jobTools = stuck().filter((tool) =>
    Object.keys(propertiesOf(tool)).some((name) => name.includes('job')),
  );
  if (jobTools.length > 0 && examples.size > 0) {
    for (const tool of tools) {
      const args = examples.get(tool.name);
      if (args !== undefined && 'metrics' in propertiesOf(tool))
        await attempt(tool, fc.constant({ tool: tool.name, arguments: args }), [SLOW]);
    }
    for (const tool of jobTools) await attempts(tool, Math.max(...ROUNDS));
  }
  if (examples.size > 0) for (const tool of stuck()) await attempts(tool, PATIENCE);
  return { known, examples, unsupported };
}

function demandsOf(tool: ToolDefinition): number {
  const required = jsonSchema.safeParse(tool.inputSchema).data?.['required'];
  return (Array.isArray(required) ? required.length : 0) + (isBuilder(tool) ? 100 : 0);
}
