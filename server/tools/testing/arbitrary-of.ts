import * as fc from 'fast-check';
import { z } from 'zod';

/** Values of a contract schema, with `text` wherever people of a tenant write freely. */
export function arbitraryOf(schema: unknown, text: fc.Arbitrary<string>, depth = 0): fc.Arbitrary<unknown> {
  const within = (inner: unknown) => arbitraryOf(inner, text, depth);
  if (schema instanceof z.ZodObject) return fc.record(mapValues(schema.shape, within));
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) {
    const values = schema.keyType.options.map((key) => [key, within(schema.valueType)]);
    return fc.record(Object.fromEntries(values), { requiredKeys: [] });
  }
  if (schema instanceof z.ZodArray) return fc.array(within(schema.element), { minLength: 1, maxLength: 3 });
  if (schema instanceof z.ZodNullable) return fc.option(within(schema.unwrap()));
  if (schema instanceof z.ZodOptional) return within(schema.unwrap());
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return fc.integer({ min: 1, max: 30 });
  if (schema instanceof z.ZodTuple) return fc.tuple(...schema.def.items.map(within));
  if (schema instanceof z.ZodUnion) {
    // The first option is a leaf: below this depth a tree ends.
    return depth > 3 ? within(schema.options[0]) : fc.oneof(...schema.options.map(within));
  }
  if (schema instanceof z.ZodLazy) return arbitraryOf(schema.unwrap(), text, depth + 1);
  if (schema instanceof z.ZodISODate) return fc.constant('2026-11-22');
  if (schema instanceof z.ZodISODateTime) return fc.constant('2026-11-22T11:30:00.000Z');
  if (schema instanceof z.ZodISODate) return fc.constant('2026-11-22');
  if (schema instanceof z.ZodURL) return fc.nat(9).map((n) => `http://localhost:4320/console/lumenplay/${n}`);
  if (schema instanceof z.ZodString) return stringsOf(schema, text);
  throw new TypeError('No arbitrary is known for this kind of schema.');
}

function stringsOf(schema: z.ZodString, text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const { pattern, minLength, maxLength } = z.toJSONSchema(schema);
  const fits = (value: string) => schema.safeParse(value).success;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter(fits);
  if (minLength === 3 && maxLength === 3) return fc.constant('EUR');
  return text.filter(fits);
}

function mapValues(shape: Readonly<Record<string, unknown>>, map: (value: unknown) => fc.Arbitrary<unknown>) {
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, map(value)]));
}
