import type { ToolCall } from '../arbitraries/tool-calls.ts';
import { isBuilder, propertiesOf, requiredBy } from '../tool-catalog.ts';
import type { ToolDefinition } from '../tool-catalog.ts';
import { jsonSchema } from '../client/wire.ts';
import type { Json } from '../client/wire.ts';
import type { Scenario } from './scenario.ts';

const CALLS = 20;
const MOST_TEXTS = 3;

/** A parameter and a value at a corner of what its schema allows. */
type Corner = readonly [name: string, value: unknown];

/**
 * Calls that chance seldom makes. Of a tool that reads, every two corners of two parameters come together in some call; of a tool
 * that drafts, each corner comes beside the arguments that got through before.
 */
export function cornersOf(tools: readonly ToolDefinition[], examples: ReadonlyMap<string, Json>): Scenario[] {
  return tools.flatMap((tool) => {
    const example = examples.get(tool.name);
    if (example === undefined) return [];
    const calls = isBuilder(tool) ? oneByOne(tool, example) : inPairs(tool, example);
    return chunks(calls).map((some) => ({
      faults: [],
      sequences: [{ as: 'wide', era: 'newest', calls: some }],
    }));
  });
}

function inPairs(tool: ToolDefinition, example: Json): ToolCall[] {
  const needed = Object.fromEntries(requiredBy(tool).map((name) => [name, example[name]]));
  return pairwise(cornersIn(tool)).map((some) => ({
    tool: tool.name,
    arguments: { ...needed, ...Object.fromEntries(some) },
    ...('cursor' in propertiesOf(tool) && { next_page: true }),
  }));
}

function oneByOne(tool: ToolDefinition, example: Json): ToolCall[] {
  return cornersIn(tool).map(([name, value], index) => ({
    tool: tool.name,
    // Two drafts have not one name.
    arguments: { ...example, ...('name' in example && { name: `Corner ${index}` }), [name]: value },
  }));
}

/** Rows of corners, each parameter once in a row, in which any two corners of two parameters are together once. */
export function pairwise(corners: readonly Corner[]): Corner[][] {
  const missing = new Map<string, [Corner, Corner]>();
  const keyOf = (one: Corner, other: Corner) =>
    JSON.stringify(one[0] < other[0] ? [one, other] : [other, one]);
  for (const one of corners)
    for (const other of corners) if (one[0] < other[0]) missing.set(keyOf(one, other), [one, other]);
  const rows: Corner[][] = missing.size === 0 ? corners.map((corner) => [corner]) : [];
  for (const pair of missing.values()) {
    const row: Corner[] = [...pair];
    for (const corner of corners) {
      const isFree = row.every(([name]) => name !== corner[0]);
      if (isFree && row.some((one) => missing.has(keyOf(one, corner)))) row.push(corner);
    }
    for (const one of row) for (const other of row) missing.delete(keyOf(one, other));
    rows.push(row);
  }
  return rows;
}

function cornersIn(tool: ToolDefinition): Corner[] {
  return Object.entries(propertiesOf(tool))
    .filter(([name]) => name !== 'cursor')
    .flatMap(([name, schema]) => cornersOfSchema(schema).map((value): Corner => [name, value]));
}

function cornersOfSchema(schema: Json): unknown[] {
  const { type, enum: words, minimum, maximum, minItems, maxItems } = schema;
  if (Array.isArray(words)) return words;
  if (type === 'boolean') return [false, true];
  if (type === 'integer' || type === 'number')
    return [minimum, maximum].filter((bound) => typeof bound === 'number');
  const items = jsonSchema.safeParse(schema['items']).data;
  if (type !== 'array' || items === undefined) return [];
  if (Array.isArray(items['enum'])) return items['enum'].map((word) => [word]);
  const most = typeof maxItems === 'number' ? Math.min(maxItems, MOST_TEXTS) : MOST_TEXTS;
  const least = typeof minItems === 'number' ? minItems : 0;
  return items['type'] === 'string' && most >= least
    ? [Array.from({ length: most }, (_, index) => `corner ${index}`)]
    : [];
}

function chunks(calls: readonly ToolCall[]): ToolCall[][] {
  return Array.from({ length: Math.ceil(calls.length / CALLS) }, (_, index) =>
    calls.slice(index * CALLS, (index + 1) * CALLS),
  );
}
