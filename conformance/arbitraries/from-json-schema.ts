import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { z } from 'zod';
import { jsonSchema } from '../wire.ts';
import type { Json } from '../wire.ts';
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
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
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

/** Values that a JSON Schema (2020-12) allows, and no others. */
export function fromJsonSchema(schema: unknown, text: TextFor): Arbitrary<unknown> {
  const root = schema;
  const build = (node: unknown, depth: number, name: string): Arbitrary<unknown> => {
    if (node === undefined || node === true) return fc.oneof(text(name), fc.integer(), fc.boolean());
    const parsed = nodeSchema.safeParse(node);
    if (!parsed.success) throw new UnsupportedSchema(z.prettifyError(parsed.error));
    return buildNode(parsed.data, depth, name);
  };

  const buildNode = (node: Node, depth: number, name: string): Arbitrary<unknown> => {
    if (depth > 20) throw new UnsupportedSchema('it nests more than 20 deep, or refers to itself');
    if (node.not !== undefined) throw new UnsupportedSchema('it uses "not"');
    if (node.$ref !== undefined) return build(resolve(root, node.$ref), depth + 1, name);
    if ('const' in node) return fc.constant(node.const);
    if (node.enum !== undefined) return fc.constantFrom(...node.enum);
    const choices = node.anyOf ?? node.oneOf;
    if (choices !== undefined) return fc.oneof(...choices.map((choice) => build(choice, depth + 1, name)));
    if (node.allOf !== undefined) {
      if (node.allOf.length !== 1) throw new UnsupportedSchema('it joins several schemas with "allOf"');
      return build(node.allOf[0], depth + 1, name);
    }
    if (Array.isArray(node.type))
      return fc.oneof(...node.type.map((type) => buildNode({ ...node, type }, depth, name)));
    switch (node.type ?? (node.properties === undefined ? 'any' : 'object')) {
      case 'string':
        return stringFor(node, text(name));
      case 'integer':
        return fc.integer(bounds(node, 1)).map((value) => value * (node.multipleOf ?? 1));
      case 'number':
        return numberFor(node);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'array':
        return arrayFor(node, build(node.items, depth + 1, name));
      case 'object':
        return objectFor(node, depth);
      case 'any':
        return fc.oneof(text(name), fc.integer(), fc.boolean());
      default:
        throw new UnsupportedSchema(`it has the unknown type ${String(node.type)}`);
    }
  };

  const objectFor = (node: Node, depth: number): Arbitrary<unknown> => {
    const properties = Object.entries(node.properties ?? {});
    const model = Object.fromEntries(
      properties.map(([property, value]) => [property, build(value, depth + 1, property)]),
    );
    const required = (node.required ?? []).filter((property) => property in model);
    return fc.record(model, { requiredKeys: required });
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
  if (multipleOf !== undefined)
    return fc.integer(bounds(node, multipleOf)).map((value) => value * multipleOf);
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

/** The whole multiples of `step` that the bounds leave, counted in steps. */
function bounds(node: Node, step: number): { min: number; max: number } {
  const multiple = node.multipleOf ?? step;
  const floor =
    node.minimum ?? (node.exclusiveMinimum === undefined ? -1_000_000 : node.exclusiveMinimum + 1e-9);
  const ceiling =
    node.maximum ?? (node.exclusiveMaximum === undefined ? 1_000_000 : node.exclusiveMaximum - 1e-9);
  return { min: Math.ceil(floor / multiple), max: Math.floor(ceiling / multiple) };
}

function resolve(root: unknown, ref: string): unknown {
  if (!ref.startsWith('#/')) throw new UnsupportedSchema(`it refers to ${ref}, outside of itself`);
  let node: unknown = root;
  for (const step of ref.slice(2).split('/')) {
    const parent: Json = jsonSchema.safeParse(node).data ?? {};
    node = parent[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  if (node === undefined) throw new UnsupportedSchema(`it refers to ${ref}, which is not there`);
  return node;
}
