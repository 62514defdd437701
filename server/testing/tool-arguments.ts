import * as fc from 'fast-check';
import { z } from 'zod';
import type { definitionOf } from '../tools/definition.ts';

type Definition = ReturnType<typeof definitionOf>;

const inputSchema = z.looseObject({
  properties: z.record(z.string(), z.looseObject({})),
  required: z.array(z.string()).default([]),
});
const enumSchema = z.looseObject({ enum: z.array(z.string()) });
const arraySchema = z.looseObject({ items: enumSchema });

/** Of the smallest tenants, too. */
const id = fc.constant('1');
const instant = fc.constantFrom('2026-11-22T11:00:00Z', '2026-11-22T11:40:00Z', '2026-11-22', '-7d');
const day = fc.constantFrom('2026-11-12', '2026-11-15', '2026-11-22');

/** Values for arguments whose schema does not say which there are. */
const VALUES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  limit: fc.constantFrom(7, 20),
  query: fc.constantFrom('deposit', 'ab', 'key_1'),
  tag: fc.constantFrom('deposit', 'x'),
  event: fc.constant('deposit'),
  valid_on: day,
  date_from: fc.constant('2026-11-01'),
  date_to: fc.constant('2026-11-22'),
  doc_id: fc.constant('connector-limits'),
  id,
  channel_id: id,
  target_group_id: id,
  entity_id: id,
  campaign_ids: fc.tuple(id),
  segment_ids: fc.tuple(id),
  target_group_ids: fc.tuple(id),
  metrics: fc.constantFrom(['sent'], ['sent', 'open_rate', 'revenue']),
  by_channel: fc.boolean(),
  dimensions: fc.constantFrom(['campaign'], ['campaign', 'day'], ['channel']),
};
for (const name of [
  'created_after',
  'updated_after',
  'execution_from',
  'execution_to',
  'since',
  'started_after',
])
  Object.assign(VALUES, { [name]: instant });

/** Arguments of a tool: what it requires, and some of what it can be narrowed by. */
export function toolArguments({ name, inputSchema: schema }: Definition): fc.Arbitrary<object> {
  const { properties, required } = inputSchema.parse(schema);
  const values = Object.entries(properties).flatMap(([property, own]): [string, fc.Arbitrary<unknown>][] => {
    const value = valueOf(property, own);
    if (value !== undefined) return [[property, value]];
    if (required.includes(property))
      throw new Error(`No value is known for ${property} of ${name}: add one here.`);
    return [];
  });
  const needed = [...required, ...(NEEDED[name] ?? [])];
  const some = values.map(([property, value]): [string, fc.Arbitrary<unknown>] => [
    property,
    needed.includes(property) ? value : fc.option(value, { nil: undefined, freq: FREQUENCY[property] ?? 1 }),
  ]);
  return fc.record(Object.fromEntries(some)).map(withoutAbsent);
}

/** How often an optional argument is given, in how many calls without it. */
const FREQUENCY: Readonly<Record<string, number>> = { limit: 2, detail: 9 };

/** What a tool needs although its schema cannot say so. */
const NEEDED: Readonly<Record<string, readonly string[]>> = { optimove_get_audience_size: ['segment_ids'] };

function valueOf(property: string, schema: object): fc.Arbitrary<unknown> | undefined {
  const choice = enumSchema.safeParse(schema);
  if (choice.success) return fc.constantFrom(...choice.data.enum);
  const several = arraySchema.safeParse(schema);
  if (several.success) return fc.subarray(several.data.items.enum, { minLength: 1 });
  return VALUES[property];
}

function withoutAbsent(args: object): object {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}
