import * as fc from 'fast-check';
import type { Context } from '../define.ts';
import { Violation } from '../finding.ts';
import type { Found, Generated } from './generate.ts';
import { PROPERTIES, speaksOf } from './properties.ts';
import type { Property, PropertyId } from './properties.ts';

const SHRINK_MS = 5000;

/** The violation with the fewest and plainest calls that still show it. */
export async function smallest(
  { scenarios, perform }: Generated,
  { seed, keep }: Context,
  id: PropertyId,
  { observation, path, file }: Found,
): Promise<Violation> {
  const property: Property = PROPERTIES[id];
  let last = observation;
  let shortest = path;
  if (path !== null) {
    const details = await fc.check(
      fc.asyncProperty(scenarios, async (scenario) => {
        if (!speaksOf(property, scenario)) return true;
        const again = await perform(scenario);
        const bad = again !== null && property.problem(again) !== null;
        if (bad) last = again;
        return !bad;
      }),
      { seed, path, numRuns: 1, plugins: [fc.interruptAfterTimeLimit(SHRINK_MS)] },
    );
    shortest = details.counterexamplePath ?? path;
  }
  const problem = property.problem(last) ?? 'the violation was seen once and did not come back';
  const atFault = last.answers.filter(({ answer }) => (property.faultOf?.(answer) ?? null) !== null);
  if (file === undefined) keep?.({ requirement: id, seen: problem, scenario: last.scenario });
  return new Violation(file === undefined ? problem : `${problem} (kept counterexample ${file})`, {
    calls: (atFault.length > 0 ? atFault : last.answers).map(({ answer }) => answer.exchange),
    journal: last.entries,
    ...(shortest !== null && { path: shortest }),
  });
}
