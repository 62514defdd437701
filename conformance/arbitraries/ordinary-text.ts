import * as fc from 'fast-check';
import { wordsOf } from '../tool-catalog.ts';
import type { ToolDefinition } from '../tool-catalog.ts';
import type { TextFor } from './from-json-schema.ts';

const INSTANTS = fc.constantFrom('-1h', '-7d', '-90d', '2026-05-01', '2026-05-01T12:00:00Z');
/** Parameters that are told a day or a time. */
export const INSTANT_NAMES = /(^|_)(after|before|from|to|since|until|on|date|at)(_|$)/u;

/** Names that nothing has yet. */
export const NEW_NAMES = fc.stringMatching(/^Draft [a-z]{4,8} \d{1,4}$/u);
/** What the examples of the page speak of. */
const EXAMPLES: readonly (readonly [RegExp, string])[] = [
  [/event/u, 'deposit'],
  [/property|field/u, 'amount'],
  [/value/u, '100'],
];
const IDS = new Set(['id', 'key', 'name']);

/** A text that the tenant knows, and what it names: a kind of entity, or what the tool of this name asked for. */
export interface Known {
  entity: string;
  text: string;
}

/** What a person would write there: mostly what the names of the parameter and of its tool ask for. */
export function ordinaryText(tool: ToolDefinition, known: readonly Known[]): TextFor {
  const words = fc.constantFrom('vip', 'spring', 'deposit', ...known.map(({ text }) => text));
  const own = wordsOf(tool).map((word) => word.replace(/s$/u, ''));
  const told = textsOf(known, ({ entity }) => entity === tool.name);
  return (property) => {
    if (INSTANT_NAMES.test(property)) return INSTANTS;
    if (property === 'name') return NEW_NAMES;
    const asked = [
      ...textsOf(known, ({ entity }) =>
        IDS.has(property) ? own.join('_').endsWith(entity) : property.includes(entity),
      ),
      ...EXAMPLES.filter(([pattern]) => pattern.test(property)).map(([, example]) => example),
    ];
    return fc.oneof(
      ...(asked.length > 0 ? [{ arbitrary: fc.constantFrom(...asked), weight: 6 }] : []),
      ...(told.length > 0 ? [{ arbitrary: fc.constantFrom(...told), weight: 3 }] : []),
      { arbitrary: words, weight: 1 },
    );
  };
}

function textsOf(known: readonly Known[], which: (known: Known) => boolean): string[] {
  return known.filter(which).map(({ text }) => text);
}
