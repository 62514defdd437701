import * as fc from 'fast-check';
import type { JsonSchema } from '../json-schema.ts';

const DEEPEST = 3;
const LONGEST = 40;
const MOST_ITEMS = 4;

/** Values that a schema allows, made from the schema alone. */
export function arbitraryOf(
  schema: JsonSchema,
  schemas: Readonly<Record<string, JsonSchema>>,
  depth = 0,
): fc.Arbitrary<unknown> {
  const within = (inner: JsonSchema) => arbitraryOf(inner, schemas, depth + 1);
  if (schema.$ref !== undefined) {
    const target = schemas[schema.$ref.split('/').at(-1) ?? ''];
    if (target === undefined) throw new Error(`The document refers to ${schema.$ref}, which is not in it.`);
    return arbitraryOf(target, schemas, depth);
  }
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) {
    const flat = choices.filter((choice) => !refersToOthers(choice));
    const open = depth < DEEPEST || flat.length === 0 ? choices : flat;
    return fc.oneof(...open.map((choice) => arbitraryOf(choice, schemas, depth)));
  }
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => within({ ...schema, type })));
  switch (schema.type) {
    case 'string':
      return textOf(schema);
    case 'null':
      return fc.constant(null);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 });
    case 'number':
      return fc.double({ min: -1e6, max: 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return listOf(schema, within, depth);
    case 'object':
      return objectOf(schema, within);
    case undefined:
    default:
      throw new Error(`No values can be made for ${JSON.stringify(schema)}.`);
  }
}

function textOf({
  pattern,
  allOf = [],
  format,
  minLength = 0,
  maxLength = LONGEST,
}: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date-time') {
    const range = { min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true };
    return fc.date(range).map((date) => date.toISOString());
  }
  const patterns = [pattern, ...allOf.map((part) => part.pattern)].filter((text) => text !== undefined);
  const [first, ...more] = patterns.map((text) => new RegExp(text));
  const made = { uri: fc.webUrl(), email: fc.emailAddress() }[format ?? ''];
  const ofPattern = first && fc.stringMatching(first);
  const any = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, LONGEST) });
  // Blank text is text, unless the document says that it is not.
  const texts = made ?? ofPattern ?? fc.oneof({ weight: 4, arbitrary: any }, fc.constant(' '));
  return texts.filter(
    (text) =>
      text.length >= minLength &&
      text.length <= maxLength &&
      (first?.test(text) ?? true) &&
      more.every((one) => one.test(text)),
  );
}

function listOf(
  { items, prefixItems, minItems = 0, maxItems = MOST_ITEMS }: JsonSchema,
  within: (schema: JsonSchema) => fc.Arbitrary<unknown>,
  depth: number,
): fc.Arbitrary<unknown[]> {
  if (prefixItems !== undefined) return fc.tuple(...prefixItems.map(within));
  const most = depth < DEEPEST ? Math.min(maxItems, MOST_ITEMS) : minItems;
  return fc.array(within(items ?? { type: 'string' }), {
    minLength: minItems,
    maxLength: Math.max(minItems, most),
  });
}

function objectOf(
  { properties = {}, required = [], minProperties = 0 }: JsonSchema,
  within: (schema: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<object> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, within(schema)]),
  );
  return fc
    .record(fields, { requiredKeys: required, noNullPrototype: true })
    .filter((made) => Object.keys(made).length >= minProperties);
}

function refersToOthers(schema: JsonSchema): boolean {
  return JSON.stringify(schema).includes('"$ref"');
}
