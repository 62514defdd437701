import { drafts } from './properties.ts';
import type { Property } from './properties.ts';
import type { Observation } from './perform.ts';

/** What was tried so far: counts alone, so that a run of any length takes the same memory. */
export interface Tally {
  add(observation: Observation): void;
  /** A call that made ready for the scenarios: it counts for its tool. */
  called(tool: string, gotThrough: boolean): void;
  /** A counterexample that was found before ran. */
  keptRan(): void;
  sequences(of: Property['of']): number;
  /** The tools of which no call got through. */
  refused(tools: readonly string[]): string[];
  drafts(): number;
  /** How many requests of these calls the witness saw. */
  requests(of: Property['of']): number;
  /** In words, for the message of a verdict. */
  text(of: Property['of']): string;
}

interface Counts {
  sequences: number;
  calls: number;
  through: number;
  requests: number;
  drafts: number;
  faulty: number;
}

const NONE: Counts = { sequences: 0, calls: 0, through: 0, requests: 0, drafts: 0, faulty: 0 };

export function createTally(): Tally {
  const counts = { reads: { ...NONE }, builders: { ...NONE } };
  const through = new Map<string, number>();
  let kept = 0;
  const called = (tool: string, gotThrough: boolean) =>
    void through.set(tool, (through.get(tool) ?? 0) + Number(gotThrough));
  const of = (which: Property['of']): Counts =>
    which === 'all' ? sum(counts.reads, counts.builders) : counts[which];

  return {
    called,
    keptRan: () => void (kept += 1),
    add({ scenario, answers, entries, before, after }) {
      const own = counts[drafts(scenario) ? 'builders' : 'reads'];
      for (const { tool, answer } of answers) called(tool, answer.kind === 'result');
      own.sequences += scenario.sequences.length;
      own.calls += answers.length;
      own.through += answers.filter(({ answer }) => answer.kind === 'result').length;
      own.requests += entries.length;
      own.drafts += entitiesIn(after) - entitiesIn(before);
      if (scenario.faults.length > 0) own.faulty += scenario.sequences.length;
    },
    sequences: (which) => of(which).sequences,
    refused: (tools) => tools.filter((tool) => (through.get(tool) ?? 0) === 0),
    drafts: () => counts.builders.drafts,
    requests: (which) => of(which).requests,
    text(which) {
      const { sequences, calls, through: got, requests, drafts: made, faulty } = of(which);
      const drafted = which === 'reads' ? '' : `, ${made} drafts`;
      return `${calls} calls in ${sequences} generated sequences (${faulty} under faults), ${got} got through, ${requests} requests to the API${drafted}${kept === 0 ? '' : `; ${kept} kept counterexamples before`}`;
    },
  };
}

function entitiesIn({ entities }: Observation['before']): number {
  return Object.values(entities).reduce((total, { count }) => total + count, 0);
}

function sum(one: Counts, other: Counts): Counts {
  return {
    sequences: one.sequences + other.sequences,
    calls: one.calls + other.calls,
    through: one.through + other.through,
    requests: one.requests + other.requests,
    drafts: one.drafts + other.drafts,
    faulty: one.faulty + other.faulty,
  };
}
