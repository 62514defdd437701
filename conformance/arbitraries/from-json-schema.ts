import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { z } from 'zod';
import { jsonSchema } from '../client/wire.ts';
import type { Json } from '../client/wire.ts';
import { stringFor } from './string-schema.ts';
import { UnsupportedSchema } from './unsupported-schema.ts';

const nodeSchema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).min(1).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  not: z.unknown().optional(),
  properties: jsonSchema.optional(),
  patternProperties: jsonSchema.optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  prefixItems: z.array(z.unknown()).optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  uniqueItems: z.boolean().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  multipleOf: z.number().optional(),
});
type Node = z.infer<typeof nodeSchema>;

/** The words to try for a property where its schema allows any text. */
export type TextFor = (property: string) => Arbitrary<string>;

/** Keywords that narrow what a schema allows, and that no value is made for. */
const NOT_FOLLOWED = [
  'not',
  'if',
  'contains',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedItems',
  '$dynamicRef',
] as const;
/** Deeper than this only what a schema demands is made, so that one that refers to itself ends. */
const DEEP = 6;
const TOO_DEEP = 20;

/** Values that a JSON Schema (2020-12) allows, and no others; where `plain`, of what it demands alone. */
export function fromJsonSchema(
  schema: unknown,
  text: TextFor,
  { plain = false }: { plain?: boolean } = {},
): Arbitrary<unknown> {
  const root = schema;
  const build = (node: unknown, depth: number, name: string): Arbitrary<unknown> => {
    if (node === undefined || node === true) return fc.oneof(text(name), fc.integer(), fc.boolean());
    if (node === false) throw new UnsupportedSchema('it allows nothing in a place');
    const parsed = nodeSchema.safeParse(node);
    if (!parsed.success) throw new UnsupportedSchema(z.prettifyError(parsed.error));
    return buildNode(parsed.data, depth, name);
  };

  const buildNode = (node: Node, depth: number, name: string): Arbitrary<unknown> => {
    if (depth > TOO_DEEP) throw new UnsupportedSchema(`it demands more than ${TOO_DEEP} levels`);
    const unknown = NOT_FOLLOWED.find((keyword) => node[keyword] !== undefined);
    if (unknown !== undefined) throw new UnsupportedSchema(`it uses "${unknown}"`);
    if (node.$ref !== undefined) return build(resolve(root, node.$ref), depth + 1, name);
    if ('const' in node) return fc.constant(node.const);
    if (node.enum !== undefined) return fc.constantFrom(...node.enum);
    const choices = node.anyOf ?? node.oneOf;
    if (choices !== undefined) {
      const { anyOf: _anyOf, oneOf: _oneOf, ...beside } = node;
      return fc.oneof(...choices.map((choice) => build(joined(root, [beside, choice]), depth + 1, name)));
    }
    if (node.allOf !== undefined) {
      const { allOf, ...beside } = node;
      return build(joined(root, [beside, ...allOf]), depth + 1, name);
    }
    if (Array.isArray(node.type))
      return fc.oneof(...node.type.map((type) => buildNode({ ...node, type }, depth, name)));
    switch (node.type ?? (node.properties === undefined ? 'any' : 'object')) {
      case 'string':
        return stringFor(node, text(name));
      case 'integer':
        return wholeNumber(node, 1).map((value) => value * (node.multipleOf ?? 1));
      case 'number':
        return numberFor(node);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'array':
        return listFor(node, depth, name);
      case 'object':
        return objectFor(node, depth);
      case 'any':
        return fc.oneof(text(name), fc.integer(), fc.boolean());
      default:
        throw new UnsupportedSchema(`it has the unknown type ${String(node.type)}`);
    }
  };

  const listFor = (node: Node, depth: number, name: string): Arbitrary<unknown> => {
    if (node.prefixItems !== undefined)
      return fc.tuple(...node.prefixItems.map((item) => build(item, depth + 1, name)));
    const least = node.minItems ?? 0;
    if (least === 0 && (depth > DEEP || node.items === false)) return fc.constant([]);
    const few = Math.max(1, least);
    const plainly = (node.maxItems ?? few) < few ? {} : { minItems: few, maxItems: few };
    return arrayFor(plain ? { ...node, ...plainly } : node, build(node.items, depth + 1, name));
  };

  const objectFor = (node: Node, depth: number): Arbitrary<unknown> => {
    const demanded = node.required ?? [];
    const properties = Object.entries(node.properties ?? {});
    const own = properties.filter(
      ([property, value]) => demanded.includes(property) || (!plain && depth <= DEEP && value !== false),
    );
    const model = Object.fromEntries([
      ...own.map(([property, value]) => [property, build(value, depth + 1, property)] as const),
      ...demanded
        .filter((property) => !properties.some(([one]) => one === property))
        .map((property) => [property, build(node.additionalProperties, depth + 1, property)] as const),
    ]);
    const known = fc.record(model, { requiredKeys: demanded });
    const others = Object.entries(node.patternProperties ?? {});
    if (plain || depth > DEEP || others.length === 0) return known;
    const more = others.map(([pattern, value]) =>
      fc.dictionary(stringFor({ pattern }, fc.constant('')), build(value, depth + 1, ''), { maxKeys: 2 }),
    );
    return fc.tuple(known, ...more).map((parts) => Object.assign({}, ...parts.toReversed()));
  };

  return build(schema, 0, '');
}

function arrayFor(node: Node, item: Arbitrary<unknown>): Arbitrary<unknown> {
  const minLength = node.minItems ?? 0;
  const lengths = { minLength, maxLength: Math.max(minLength, Math.min(node.maxItems ?? 5, 5)) };
  return node.uniqueItems === true
    ? fc.uniqueArray(item, { ...lengths, selector: (value) => JSON.stringify(value) })
    : fc.array(item, lengths);
}

function numberFor(node: Node): Arbitrary<number> {
  const { multipleOf } = node;
  if (multipleOf !== undefined) return wholeNumber(node, multipleOf).map((value) => value * multipleOf);
  const min = node.exclusiveMinimum ?? node.minimum;
  const max = node.exclusiveMaximum ?? node.maximum;
  return fc.double({
    noNaN: true,
    noDefaultInfinity: true,
    minExcluded: node.exclusiveMinimum !== undefined,
    maxExcluded: node.exclusiveMaximum !== undefined,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  });
}

/** Any of the whole numbers, its bounds more often than chance would have it. */
function wholeNumber(node: Node, step: number): Arbitrary<number> {
  const { min, max } = bounds(node, step);
  if (min > max) throw new UnsupportedSchema(`no number is between ${min} and ${max}`);
  return fc.oneof(
    { arbitrary: fc.integer({ min, max }), weight: 3 },
    { arbitrary: fc.constantFrom(min, max), weight: 1 },
  );
}

/** The whole multiples of `step` that the bounds leave, counted in steps. */
function bounds(node: Node, step: number): { min: number; max: number } {
  const multiple = node.multipleOf ?? step;
  const floor =
    node.minimum ?? (node.exclusiveMinimum === undefined ? -1_000_000 : node.exclusiveMinimum + 1e-9);
  const ceiling =
    node.maximum ?? (node.exclusiveMaximum === undefined ? 1_000_000 : node.exclusiveMaximum - 1e-9);
  return { min: Math.ceil(floor / multiple), max: Math.floor(ceiling / multiple) };
}

/** Schemas that hold together, as one: what their keywords say, where no two say different things. */
function joined(root: unknown, schemas: readonly unknown[]): Json {
  const whole: Json = {};
  for (const one of schemas) {
    if (one === true) continue;
    const part = jsonSchema.safeParse(one).data;
    if (part === undefined) throw new UnsupportedSchema('it joins what is no schema');
    const { $ref: ref, ...beside } = part;
    const flat = typeof ref === 'string' ? joined(root, [resolve(root, ref), beside]) : part;
    for (const [keyword, value] of Object.entries(flat))
      whole[keyword] = both(keyword, whole[keyword], value);
  }
  return whole;
}

function both(keyword: string, one: unknown, other: unknown): unknown {
  if (one === undefined || JSON.stringify(one) === JSON.stringify(other)) return other;
  if (keyword === 'required') return [...new Set([one, other].flat())];
  if (keyword === 'properties') return { ...Object(one), ...Object(other) };
  if (['title', 'description', 'default', 'examples', '$comment'].includes(keyword)) return other;
  throw new UnsupportedSchema(`it says two things with "${keyword}"`);
}

function resolve(root: unknown, ref: string): unknown {
  if (ref === '#') return root;
  if (!ref.startsWith('#/')) throw new UnsupportedSchema(`it refers to ${ref}, outside of itself`);
  let node: unknown = root;
  for (const step of ref.slice(2).split('/')) {
    const parent: Json = jsonSchema.safeParse(node).data ?? {};
    node = parent[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  if (node === undefined) throw new UnsupportedSchema(`it refers to ${ref}, which is not there`);
  return node;
}
