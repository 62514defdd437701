import { z } from 'zod';
import type { Attribute } from '#fixtures/population/attribute-values.ts';
import type { FunctionCall } from '../define.ts';
import { attributesIn } from './customer-attributes.ts';
import { today } from './days.ts';
import type { KnownCustomer } from './known-customers.ts';

/** At most ten, as it is documented. */
export const ATTRIBUTES_BODY = z
  .array(z.strictObject({ RealFieldName: z.string().min(1).max(200), Value: z.string().max(4_000) }))
  .min(1)
  .max(10);
type Given = z.output<typeof ATTRIBUTES_BODY>;

/** Sets those attributes that can be set; a value that is the old one is no change. */
export function writeValues(call: FunctionCall, customer: KnownCustomer, given: Given): void {
  const { world, tenant, effects } = call;
  const day = today(world, tenant);
  for (const { RealFieldName, Value } of given) {
    const attribute = fieldOf(call, RealFieldName);
    if (attribute === undefined || !fits(attribute, Value)) continue;
    const before = customer.valueOf(attribute);
    if (before === Value) continue;
    const key = `${customer.id}/${attribute.key}`;
    const value = { customer: customer.id, attribute: attribute.key, value: Value, before, day };
    world.publicRecords.values.put(tenant.facts.id, key, value);
    effects.changed({ type: 'customer', id: customer.id, act: `set ${attribute.key}` });
  }
}

/** What is wrong with attributes, in the documented words. */
export function attributeErrors(
  call: FunctionCall,
  given: Given,
): { RealFieldName: string; error: string }[] {
  return given.flatMap(({ RealFieldName, Value }) => {
    const attribute = fieldOf(call, RealFieldName);
    if (attribute === undefined) return [{ RealFieldName, error: 'INVALID_FIELD' }];
    return fits(attribute, Value) ? [] : [{ RealFieldName, error: 'INVALID_VALUE' }];
  });
}

function fieldOf(call: FunctionCall, name: string): Attribute | undefined {
  return attributesIn(call).find(({ key }) => key.toLowerCase() === name.toLowerCase());
}

function fits({ value_type: type, allowed_values: allowed }: Attribute, value: string): boolean {
  if (type === 'number') return /^-?\d{1,15}(?:\.\d{1,4})?$/.test(value);
  if (type === 'boolean') return /^(?:true|false)$/.test(value);
  if (type === 'date') return z.iso.date().safeParse(value).success;
  return allowed === undefined || allowed.includes(value);
}

/** Keeps what would be posted to a callback: a simulator calls nobody. */
export function answerLater({ world, tenant }: FunctionCall, url: string, errors: object[]) {
  const requestId = world.changes.nextId();
  const body = z.json().parse({ isSuccess: errors.length === 0, requestId, errors });
  const time = world.clock.now().toISOString();
  world.publicRecords.callbacks.put(tenant.facts.id, requestId, { url, time, body });
  return { requestId };
}
