import { z } from 'zod';
import type { Attribute } from '#fixtures/population/attribute-values.ts';
import { attributesOf, rosterOf } from '#fixtures/population/roster.ts';
import type { TenantData } from '#fixtures/world-data.ts';
import { foldText } from '../../tenant/fold-text.ts';
import type { FunctionCall } from '../define.ts';
import { badRequest, Problem } from '../problem.ts';
import { customerId } from './customer-ids.ts';

/** The documented parameters that ask for attributes of each customer. */
export const asksForAttributes = {
  CustomerAttributes: z.string().min(1).max(2_000).optional(),
  CustomerAttributesDelimiter: z
    .string()
    .regex(/^[^:/?&#%$+=]$/)
    .optional(),
};

/** What a customer has for an attribute today; the text NULL stands for what is missing. */
export function valueOf(
  { tenant, world }: Pick<FunctionCall, 'tenant' | 'world'>,
  customer: number,
  attribute: Attribute,
): string {
  const id = customerId(customer);
  const { values, removals } = world.publicRecords;
  if (removals.get(tenant.facts.id, id) !== undefined) return 'NULL';
  const written = values.get(tenant.facts.id, `${id}/${attribute.key}`);
  return written?.value ?? rosterOf(tenant.facts).valueOf(customer, attribute) ?? 'NULL';
}

/** The attribute of a technical or a friendly name. */
export function attributeNamed(tenant: TenantData, name: string): Attribute | Problem {
  const folded = foldText(name.trim());
  const attributes = attributesOf(tenant.schema);
  const found = attributes.find(({ key, name: alias }) => [key, foldText(alias)].includes(folded));
  return (
    found ??
    badRequest(
      `There is no customer attribute ${JSON.stringify(name)}. GetCustomerAttributeList has them all.`,
    )
  );
}

/** Several attributes, in the order in which they are asked for. */
export function attributesNamed(tenant: TenantData, names: string, delimiter = ';'): Attribute[] | Problem {
  const attributes: Attribute[] = [];
  for (const name of names.split(delimiter)) {
    const attribute = attributeNamed(tenant, name);
    if (attribute instanceof Problem) return attribute;
    attributes.push(attribute);
  }
  return attributes;
}

/** Reads the attributes of a customer in the order in which they are asked for; null when none are. */
export function attributesAsked(
  call: FunctionCall,
  asked: { CustomerAttributes?: string | undefined; CustomerAttributesDelimiter?: string | undefined },
): ((customer: number) => string[]) | Problem | null {
  if (asked.CustomerAttributes === undefined) return null;
  const attributes = attributesNamed(
    call.tenant,
    asked.CustomerAttributes,
    asked.CustomerAttributesDelimiter,
  );
  if (attributes instanceof Problem) return attributes;
  return (customer) => attributes.map((attribute) => valueOf(call, customer, attribute));
}

const FIELD_TYPES: Readonly<Record<Attribute['value_type'], string>> = {
  string: 'NVARCHAR(255)',
  number: 'DECIMAL(19,4)',
  boolean: 'VARCHAR(5)',
  date: 'DATE',
};

/** The data type of an attribute, in the words of the public API. */
export function fieldType({ value_type: type }: Attribute): string {
  return FIELD_TYPES[type];
}
