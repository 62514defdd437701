import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { NotTestable } from '../finding.ts';
import { isBuilder, optionalOf, propertiesOf, requiredBy } from '../tool-catalog.ts';
import type { ToolDefinition } from '../tool-catalog.ts';
import { jsonSchema } from '../client/wire.ts';
import type { Json } from '../client/wire.ts';
import { fromJsonSchema } from './from-json-schema.ts';
import { hostileText } from './hostile-text.ts';
import { NEW_NAMES, ordinaryText } from './ordinary-text.ts';
import type { Known } from './ordinary-text.ts';
import { UnsupportedSchema } from './unsupported-schema.ts';

export interface ToolCall {
  tool: string;
  arguments: Json;
}

/** Calls that get through to the API: as an assistant makes them, and never with a cursor that nobody gave out. */
export function ordinaryCallsOf(tool: ToolDefinition, known: readonly Known[]): Arbitrary<ToolCall> {
  try {
    return callsWith(tool, withoutCursor(valuesOf(tool, known)));
  } catch (error) {
    if (!(error instanceof UnsupportedSchema)) throw error;
    throw new NotTestable(
      `no arguments for ${tool.name} can be made from its input schema: ${error.message}`,
      { cause: error },
    );
  }
}

/** Calls with what a tool asks for, and at most one thing that it may do without. */
export function plainCallsOf(tool: ToolDefinition, known: readonly Known[]): Arbitrary<ToolCall> {
  const variants = [[], ...optionalOf(tool).map((name) => [name])];
  return fc.oneof(...variants.map((more) => plainCallsWith(tool, known, more)));
}

/** Calls with what a tool asks for, and with `more` of what it may do without. */
export function plainCallsWith(
  tool: ToolDefinition,
  known: readonly Known[],
  more: readonly string[],
): Arbitrary<ToolCall> {
  const schema = jsonSchema.safeParse(tool.inputSchema).data ?? {};
  const required = [...requiredBy(tool), ...more];
  const values = fromJsonSchema({ ...schema, required }, ordinaryText(tool, known), { plain: true });
  return callsWith(tool, withoutCursor(values));
}

/** Any call of a tool: plain, ordinary, with hostile text, close to `example`, which got through, or against its schema. */
export function anyCallsOf(
  tool: ToolDefinition,
  known: readonly Known[],
  example: Json | undefined,
): Arbitrary<ToolCall> {
  const hostile = valuesOf(tool, known, true);
  const good = example === undefined ? plainValues(tool, known) : again(tool, example);
  return callsWith(
    tool,
    fc.oneof(
      { arbitrary: plainValues(tool, known), weight: 2 },
      { arbitrary: withoutCursor(valuesOf(tool, known)), weight: 2 },
      { arbitrary: hostile, weight: 2 },
      { arbitrary: good, weight: 1 },
      { arbitrary: changed(good, hostile), weight: 2 },
      { arbitrary: changed(good, againstSchema(tool)), weight: 2 },
    ),
  );
}

function plainValues(tool: ToolDefinition, known: readonly Known[]): Arbitrary<Json> {
  return plainCallsOf(tool, known).map(({ arguments: args }) => args);
}

function valuesOf(tool: ToolDefinition, known: readonly Known[], hostile = false): Arbitrary<Json> {
  const ordinary = ordinaryText(tool, known);
  return fromJsonSchema(tool.inputSchema, (property) =>
    hostile
      ? fc.oneof({ arbitrary: ordinary(property), weight: 2 }, { arbitrary: hostileText, weight: 1 })
      : ordinary(property),
  ).map((value) => jsonSchema.parse(value));
}

/** What got through before, under a new name where it makes something. */
function again(tool: ToolDefinition, example: Json): Arbitrary<Json> {
  return isBuilder(tool) && 'name' in example
    ? NEW_NAMES.map((name) => ({ ...example, name }))
    : fc.constant(example);
}

/** One argument in the place of the one that was good. */
function changed(good: Arbitrary<Json>, others: Arbitrary<Json>): Arbitrary<Json> {
  return fc.tuple(good, others, fc.nat()).map(([args, other, at]) => {
    const names = Object.keys(other);
    const name = names[at % names.length];
    return name === undefined ? args : { ...args, [name]: other[name] };
  });
}

const DEEP: unknown = JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`);
/** Nothing that a parameter of text, number or list is meant for. */
const STRANGE = [null, true, -1, 0, 1e21, 0.5, '', [], {}, [[]], { $ne: null }, ['..'], DEEP];
/** What a tool never asked for. */
const UNASKED: Json = {
  status: 'active',
  activate: true,
  dry_run: false,
  path: '../settings',
  method: 'DELETE',
  user_id: '1',
};

/** One argument that the schema has no place for: of a strange type, beyond its bounds, or of another name. */
function againstSchema(tool: ToolDefinition): Arbitrary<Json> {
  const wrong = Object.entries(propertiesOf(tool)).flatMap(([name, schema]) => {
    const { maxLength, maximum, minimum } = schema;
    const beyond = [
      ...(typeof maxLength === 'number' && maxLength < 10_000
        ? ['x'.repeat(maxLength), 'x'.repeat(maxLength + 1)]
        : []),
      ...(typeof maximum === 'number' ? [maximum, maximum + 1] : []),
      ...(typeof minimum === 'number' ? [minimum, minimum - 1] : []),
    ];
    return [...STRANGE, ...beyond].map((value) => ({ [name]: value }));
  });
  const unasked = Object.entries(UNASKED).map(([name, value]) => ({ [name]: value }));
  return wrong.length === 0
    ? fc.constantFrom(...unasked)
    : fc.oneof(
        { arbitrary: fc.constantFrom<Json>(...wrong), weight: 3 },
        { arbitrary: fc.constantFrom<Json>(...unasked), weight: 1 },
      );
}

function withoutCursor(values: Arbitrary<unknown>): Arbitrary<Json> {
  return values.map((value) => {
    const { cursor: _cursor, ...args } = jsonSchema.parse(value);
    return args;
  });
}

function callsWith(tool: ToolDefinition, values: Arbitrary<Json>): Arbitrary<ToolCall> {
  return values.map((args) => ({ tool: tool.name, arguments: args }));
}
