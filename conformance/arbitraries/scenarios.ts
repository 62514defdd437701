import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Who } from '../connector.ts';
import type { FaultRule, Scenario } from '../generated/scenario.ts';
import { isBuilder } from '../tool-catalog.ts';
import type { ToolDefinition } from '../tool-catalog.ts';
import type { Json } from '../client/wire.ts';
import { faultsAmong } from './faults.ts';
import type { Known } from './ordinary-text.ts';
import { anyCallsOf } from './tool-calls.ts';
import type { ToolCall } from './tool-calls.ts';

/** What the calls are made of. */
export interface Material {
  tools: readonly ToolDefinition[];
  people: readonly Who[];
  known: readonly Known[];
  /** Arguments that got through, by tool. */
  examples: ReadonlyMap<string, Json>;
}

const WEIGHTS: Record<Who, number> = { wide: 4, narrow: 2, 'other-tenant': 1 };
const IDS_KNOWN = 3;

/** Scenarios of tools that read, and of all tools with those that draft in between, as many of each. */
export function scenariosOf({ tools, people, known, examples }: Material): Arbitrary<Scenario> {
  const callsOf = (some: readonly ToolDefinition[]): Arbitrary<ToolCall> =>
    fc.oneof(...some.map((tool) => anyCallsOf(tool, known, examples.get(tool.name))));
  const who = fc.constantFrom(...people.flatMap((one) => Array<Who>(WEIGHTS[one]).fill(one)));
  const ids = known.flatMap(({ entity, text }) =>
    entity === 'campaign' && /^[\w-]+$/u.test(text) ? [text] : [],
  );
  const faults = fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant<FaultRule[]>([]), weight: 3 },
    { arbitrary: faultsAmong(ids.slice(0, IDS_KNOWN)), weight: 1 },
  );

  const scenarios = (calls: Arbitrary<ToolCall>): Arbitrary<Scenario> => {
    const repeated = fc
      .tuple(calls, fc.constantFrom(1, 1, 1, 2))
      .map(([call, times]) => Array(times).fill(call));
    const sequence = fc.record({
      as: who,
      era: fc.constantFrom('newest', 'newest', 'legacy'),
      calls: fc.array(repeated, { maxLength: 3 }).map((several) => several.flat()),
    });
    // Lists that may be empty shrink to any of their elements; those with a least length only to the last.
    const sequences = fc
      .array(sequence, { maxLength: 4 })
      .map((several) => several.filter(({ calls: made }) => made.length > 0));
    return fc.record({ faults, sequences });
  };
  const [builders, readers] = [tools.filter(isBuilder), tools.filter((tool) => !isBuilder(tool))];
  const kinds = [
    ...(readers.length > 0 ? [scenarios(callsOf(readers))] : []),
    ...(builders.length > 0
      ? [
          scenarios(
            readers.length === 0
              ? callsOf(builders)
              : fc.oneof(
                  { arbitrary: callsOf(builders), weight: 3 },
                  { arbitrary: callsOf(readers), weight: 1 },
                ),
          ),
        ]
      : []),
  ];
  return fc.oneof(...kinds);
}
