import { z } from 'zod';

/** A rule tree, without its recursion: hosts drop a tool whose schema holds references. */
const treeSchema = z
  .looseObject({ type: z.string() })
  .describe('Rule tree: type and|or with children, not with child, or one rule.');

/**
 * What a tool says of an entity's form: the fields and types of the contract without what only bloats a tool list (patterns,
 * bounds, references). Every field but `required` is optional, because a summary, a section and an oversized item leave some out.
 */
export function wireItemOf(entity: z.ZodObject, required: readonly string[]) {
  const fields = Object.entries(entity.shape).map(([name, field]): [string, z.ZodType] => {
    const wire = wireOf(field);
    return [name, required.includes(name) ? wire : z.optional(wire)];
  });
  return z.object(Object.fromEntries(fields));
}

/** The same for any schema of the contract. */
export function wireOf(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodOptional) return wireOf(schema.unwrap()).optional();
  if (schema instanceof z.ZodNullable) return wireOf(schema.unwrap()).nullable();
  if (schema instanceof z.ZodArray) return z.array(wireOf(schema.element));
  if (schema instanceof z.ZodObject) return z.object(mapValues(schema.shape, wireOf));
  if (schema instanceof z.ZodLazy) return treeSchema;
  if (schema instanceof z.ZodNumber) return z.number();
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return z.string();
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodBoolean || schema instanceof z.ZodUnion)
    return schema;
  throw new TypeError('The contract uses a kind of schema that the wire form does not know yet.');
}

/**
 * A schema of the contract in which a rule tree is any object with a type. Trees are nested as deep as people like, and a schema
 * that follows them would run out of stack; all that is done with them here is to pass them on.
 */
export function shallowObjectOf(schema: z.ZodObject): z.ZodObject {
  return z.object(mapValues(schema.shape, shallowOf));
}

function shallowOf(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodLazy) return treeSchema;
  if (schema instanceof z.ZodOptional) return shallowOf(schema.unwrap()).optional();
  if (schema instanceof z.ZodArray) return z.array(shallowOf(schema.element));
  if (schema instanceof z.ZodObject) return shallowObjectOf(schema);
  if (schema instanceof z.ZodType) return schema;
  throw new TypeError('This is no schema.');
}

function mapValues(shape: Readonly<Record<string, unknown>>, map: (value: unknown) => z.ZodType) {
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, map(value)]));
}
