import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { NotTestable } from '../finding.ts';
import { isBuilder } from '../tool-catalog.ts';
import type { ToolDefinition } from '../tool-catalog.ts';
import { jsonSchema } from '../wire.ts';
import type { Json } from '../wire.ts';
import { fromJsonSchema } from './from-json-schema.ts';
import type { TextFor } from './from-json-schema.ts';
import { hostileText } from './hostile-text.ts';
import { UnsupportedSchema } from './unsupported-schema.ts';

export interface ToolCall {
  tool: string;
  arguments: Json;
}

const INSTANTS = fc.constantFrom('-1h', '-7d', '-90d', '2026-05-01', '2026-05-01T12:00:00Z');
const INSTANT_NAMES = /(^|_)(after|before|from|to|since|until|on|date|at)(_|$)/u;

/** Names that nothing has yet. */
const NEW_NAMES = fc.stringMatching(/^Draft [a-z]{4,8} \d{1,4}$/u);
/** What the examples of the page speak of. */
const EXAMPLES: readonly (readonly [RegExp, string])[] = [
  [/event/u, 'deposit'],
  [/property|field/u, 'amount'],
  [/value/u, '100'],
];

/** An id or name of the tenant, and the kind of entity that has it. */
export interface Known {
  entity: string;
  text: string;
}

/** What a person would write there: mostly what the name of the parameter asks for. */
function ordinaryText(known: readonly Known[]): TextFor {
  const words = fc.constantFrom('vip', 'spring', 'deposit', ...known.map(({ text }) => text));
  return (property) => {
    if (INSTANT_NAMES.test(property)) return INSTANTS;
    if (property === 'name') return NEW_NAMES;
    const asked = [
      ...known.filter(({ entity }) => property.includes(entity)).map(({ text }) => text),
      ...EXAMPLES.filter(([pattern]) => pattern.test(property)).map(([, example]) => example),
    ];
    if (asked.length === 0) return words;
    return fc.oneof({ arbitrary: fc.constantFrom(...asked), weight: 4 }, { arbitrary: words, weight: 1 });
  };
}

/** Calls of one tool with arguments that its own input schema allows. */
function callsOf(tool: ToolDefinition, text: TextFor): Arbitrary<ToolCall> {
  try {
    return fromJsonSchema(tool.inputSchema, text).map((value) => ({
      tool: tool.name,
      arguments: jsonSchema.parse(value),
    }));
  } catch (error) {
    if (!(error instanceof UnsupportedSchema)) throw error;
    throw new NotTestable(
      `no arguments for ${tool.name} can be made from its input schema: ${error.message}`,
      { cause: error },
    );
  }
}

/** Calls that get through to the API: as an assistant makes them, and never with a cursor that nobody gave out. */
export function ordinaryCallsOf(tool: ToolDefinition, known: readonly Known[]): Arbitrary<ToolCall> {
  return callsOf(tool, ordinaryText(known)).map(({ arguments: { cursor: _cursor, ...args }, ...call }) => ({
    ...call,
    arguments: args,
  }));
}

/** Ordinary calls with what a tool asks for, and nothing that it may do without. */
export function plainCallsOf(tool: ToolDefinition, known: readonly Known[]): Arbitrary<ToolCall> {
  const { required } = jsonSchema.safeParse(tool.inputSchema).data ?? {};
  const wanted = Array.isArray(required) ? required : [];
  return ordinaryCallsOf(tool, known).map((call) => ({
    ...call,
    arguments: Object.fromEntries(Object.entries(call.arguments).filter(([name]) => wanted.includes(name))),
  }));
}

/** Short sequences of calls of any of the tools: plain and ordinary ones, and ones with text that nobody should pass on unchecked. */
export function sequencesOf(
  tools: readonly ToolDefinition[],
  known: readonly Known[],
): Arbitrary<readonly ToolCall[]> {
  const ordinary = ordinaryText(known);
  const mixed: TextFor = (property) =>
    fc.oneof({ arbitrary: ordinary(property), weight: 2 }, { arbitrary: hostileText, weight: 1 });
  const calls = tools.flatMap((tool) => [
    // Of a builder's arguments that refer to something, few fit together by chance.
    ...(isBuilder(tool) ? [plainCallsOf(tool, known)] : []),
    ordinaryCallsOf(tool, known),
    callsOf(tool, mixed),
  ]);
  return fc.array(fc.oneof(...calls), { minLength: 1, maxLength: 3 });
}
