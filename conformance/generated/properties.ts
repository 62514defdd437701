import type { RequirementId } from '../ledger/requirements.ts';
import { BUILDERS, isBuilder, wordsOf } from '../tool-catalog.ts';
import type { Answer } from '../client/mcp-client.ts';
import { mediaIn, misfitOf } from '../samples/answer-faults.ts';
import type { JournalEntry } from '../witness/witness.ts';
import type { Observation } from './perform.ts';
import { callsIn } from './scenario.ts';

/** What holds of every scenario, whatever is called, with whatever arguments, under whatever faults. */
export interface Property {
  /** The scenarios that it speaks of: of tools that read alone, those with a tool that drafts, or all. */
  of: 'reads' | 'builders' | 'all';
  /** What is wrong with what was seen; null where nothing is. */
  problem(observation: Observation): string | null;
  /** What is wrong with one answer, where that is what it speaks of. */
  faultOf?(answer: Answer): string | null;
}

const had = ({ effect, method, path }: JournalEntry): string =>
  `had the effect ${effect}, at ${method} ${path}`;

/** The properties by the requirement that they judge. They are judged together, scenario by scenario, so that none is kept. */
export const PROPERTIES = {
  'safety.read-tools-read': {
    of: 'reads',
    problem({ entries }) {
      const entry = entries.find(({ effect }) => effect !== 'read');
      return entry === undefined ? null : `a tool that reads ${had(entry)}`;
    },
  },
  'safety.world-unchanged': {
    of: 'reads',
    problem({ before, after }) {
      const changed = Object.keys(after.entities).filter(
        (entity) => after.entities[entity]?.hash !== before.entities[entity]?.hash,
      );
      return before.hash === after.hash
        ? null
        : `calls that only read changed the tenant: ${changed.join(', ')}`;
    },
  },
  'safety.drafts-only': { of: 'builders', problem: problemOfDrafting },
  'safety.no-activation': without('activate', 'approve', 'schedule', 'create_live'),
  'safety.no-send': without('send'),
  'safety.no-modification': without('modify', 'delete'),
  'safety.no-settings': without('settings'),
  'safety.no-media': noAnswer(({ result }) => mediaIn(result)),
  'data.output-schema': noAnswer(misfitOf),
} as const satisfies Partial<Record<RequirementId, Property>>;
export type PropertyId = keyof typeof PROPERTIES;

/** No answer of any tool has this fault. */
function noAnswer(faultOf: (answer: Answer) => string | null) {
  return {
    of: 'all',
    problem: ({ answers }) =>
      answers.map(({ answer }) => faultOf(answer)).find((fault) => fault !== null) ?? null,
    faultOf,
  } satisfies Property;
}

/** No call of any tool has one of these effects. */
function without(...effects: readonly string[]): Property {
  return {
    of: 'all',
    problem({ entries, messages }) {
      const entry = entries.find(({ effect }) => effects.includes(effect));
      if (entry !== undefined) return `a tool call ${had(entry)}`;
      return effects.includes('send') && messages > 0 ? `a tool call sent ${messages} messages` : null;
    },
  };
}

/** Each call of a builder adds at most one entity, of its own kind; every other kind stays byte for byte as it was. */
function problemOfDrafting({ scenario, entries, before, after }: Observation): string | null {
  const foreign = entries.find(({ effect }) => effect !== 'read' && effect !== 'create_draft');
  if (foreign !== undefined) return `a builder ${had(foreign)}`;
  for (const entity of Object.keys(after.entities)) {
    const most = draftsAskedFor(scenario, singular(entity));
    const [old, now] = [before.entities[entity], after.entities[entity]];
    const added = (now?.count ?? 0) - (old?.count ?? 0);
    if (added < 0 || added > most) return `${most} calls made ${added} drafts of ${entity}`;
    if (added === 0 && old?.hash !== now?.hash) return `calls that made no ${entity} changed ${entity}`;
  }
  return null;
}

/** How many drafts of a kind the calls may make; calls of a user that name the same idempotency key make one together. */
function draftsAskedFor(scenario: Observation['scenario'], kind: string): number {
  const asked = scenario.sequences.flatMap(({ as, calls }) =>
    calls
      .filter(({ tool }) => isBuilder({ name: tool }) && kindOf(tool) === kind)
      .map(({ tool, arguments: args }) => {
        const key = args['idempotency_key'];
        return typeof key === 'string' && key !== '' ? JSON.stringify([as, tool, key]) : null;
      }),
  );
  const keys = asked.filter((key) => key !== null);
  return asked.length - keys.length + new Set(keys).size;
}

function kindOf(tool: string): string | undefined {
  const name = wordsOf({ name: tool }).join('_');
  return BUILDERS.find((entity) => name.endsWith(entity));
}

function singular(entity: string): string {
  return entity.replaceAll('-', '_').replace(/s$/u, '');
}

/** Whether a scenario is one that a property speaks of. */
export function speaksOf({ of }: Property, scenario: Observation['scenario']): boolean {
  return of === 'all' || (of === 'builders') === drafts(scenario);
}

/** Whether a tool that drafts is called in it. */
export function drafts(scenario: Observation['scenario']): boolean {
  return callsIn(scenario).some(({ tool }) => isBuilder({ name: tool }));
}
