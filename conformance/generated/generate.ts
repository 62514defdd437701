import * as fc from 'fast-check';
import { scenariosOf } from '../arbitraries/scenarios.ts';
import type { Connector } from '../connector.ts';
import type { Context } from '../define.ts';
import { cornersOf } from './corners.ts';
import { ownCorpus } from './corpus.ts';
import { filteredPagesOf } from './filtered-pages.ts';
import { peopleOf, performer } from './perform.ts';
import type { Observation, Perform } from './perform.ts';
import { drafts, PROPERTIES, speaksOf } from './properties.ts';
import type { Property, PropertyId } from './properties.ts';
import { callsIn } from './scenario.ts';
import type { Scenario } from './scenario.ts';
import { survey } from './survey.ts';
import { createTally } from './tally.ts';
import type { Tally } from './tally.ts';

/** More scenarios than it takes for so many sequences of tools that read, and as many of those that draft. */
const SCENARIOS_A_RUN = 4;

/** The first scenario that a property does not hold of. */
export interface Found {
  observation: Observation;
  /** Where fast-check made it; null where it did not. */
  path: string | null;
  /** Where it was kept since it was found before. */
  file?: string;
}

/** What came of the generated scenarios of a run. */
export interface Generated {
  found: Map<PropertyId, Found>;
  tally: Tally;
  /** Why no arguments could be made for a tool, by its name. */
  unsupported: ReadonlyMap<string, string>;
  /** Everything that it takes to run a scenario again, and to make smaller ones of it. */
  scenarios: fc.Arbitrary<Scenario>;
  perform: Perform;
}

/** Runs the scenarios of a run, judging each by all properties as it ends; what is kept does not grow with their number. */
export async function generate(connector: Connector, context: Context): Promise<Generated> {
  const perform = await performer(connector);
  const catalog = await connector.catalog();
  const [found, tally] = [new Map<PropertyId, Found>(), createTally()];
  const judge = (observation: Observation, from: Omit<Found, 'observation'>) => {
    for (const [id, property] of properties()) {
      if (found.has(id) || !speaksOf(property, observation.scenario)) continue;
      if (property.problem(observation) !== null) found.set(id, { observation, ...from });
    }
  };

  const people = await peopleOf(connector);
  for (const { file, scenario } of context.path === undefined ? (context.corpus ?? ownCorpus()) : []) {
    if (!canRun(scenario, catalog, people)) continue;
    const observation = await perform(scenario);
    if (observation === null) continue;
    judge(observation, { path: null, file });
    tally.keptRan();
  }

  const { known, examples, unsupported } = await survey(catalog, perform, (observation) => {
    judge(observation, { path: null });
    for (const { tool, answer } of observation.answers) tally.called(tool, answer.kind === 'result');
  });
  const tools = catalog.filter(({ name }) => !unsupported.has(name));
  const everyRun = [...cornersOf(tools, examples), ...filteredPagesOf(tools, known)];
  for (const scenario of context.path === undefined ? everyRun : []) {
    if (context.spent()) break;
    const observation = await perform(scenario);
    if (observation === null) continue;
    judge(observation, { path: null });
    for (const { tool, answer } of observation.answers) tally.called(tool, answer.kind === 'result');
  }
  const scenarios = scenariosOf({ tools, people, known, examples });
  const firstRun = Number(context.path?.split(':')[0] ?? 0);
  let runs = 0;
  const property = fc.asyncProperty(scenarios, async (scenario) => {
    const path = context.path ?? String(firstRun + runs);
    runs += 1;
    // Behind a path, fast-check goes on with the neighbours of what it leads to.
    if (context.path !== undefined && runs > 1) return;
    const over = [...found.keys()].some((id) => id === context.only);
    const enough = over || tally.sequences(drafts(scenario) ? 'builders' : 'reads') >= context.runs;
    if (enough || scenario.sequences.length === 0 || context.spent()) return;
    const observation = await perform(scenario);
    if (observation === null) return;
    tally.add(observation);
    for (const _ of scenario.sequences) context.sequenceRan?.();
    judge(observation, { path });
  });
  const details = await fc.check(property, {
    seed: context.seed,
    numRuns: context.path === undefined ? context.runs * SCENARIOS_A_RUN : 1,
    endOnFailure: true,
    ...(context.path !== undefined && { path: context.path }),
  });
  if (details.errorInstance instanceof Error) throw details.errorInstance;
  return { found, tally, unsupported, scenarios, perform };
}

function properties(): [PropertyId, Property][] {
  return Object.entries(PROPERTIES).flatMap(([id, property]) => (isPropertyId(id) ? [[id, property]] : []));
}

function isPropertyId(id: string): id is PropertyId {
  return Object.hasOwn(PROPERTIES, id);
}

/** Whether the connector has all the tools that a kept scenario calls, and this run the people. */
function canRun(
  scenario: Scenario,
  catalog: readonly { name: string }[],
  people: readonly string[],
): boolean {
  return (
    callsIn(scenario).every(({ tool }) => catalog.some(({ name }) => name === tool)) &&
    scenario.sequences.every(({ as }) => people.includes(as))
  );
}
