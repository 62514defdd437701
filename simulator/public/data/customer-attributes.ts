import { z } from 'zod';
import type { Attribute } from '#fixtures/population/attribute-values.ts';
import { attributesOf, rosterOf } from '#fixtures/population/roster.ts';
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

/** The attributes of the tenant's schema, and those that the API added. */
export function attributesIn({ world, tenant }: Pick<FunctionCall, 'tenant' | 'world'>): Attribute[] {
  const added = world.publicRecords.attributes.all(tenant.facts.id);
  return [
    ...attributesOf(tenant.schema),
    ...added.map(({ name, type }): Attribute => ({
      kind: 'attribute',
      key: name,
      name,
      description: `Added by the API as ${type}.`,
      aliases: [],
      value_type: valueType(type),
    })),
  ];
}

/** What a customer has for an attribute today; the text NULL stands for what is missing. */
export function valueOf(
  { tenant, world }: Pick<FunctionCall, 'tenant' | 'world'>,
  customer: number,
  attribute: Attribute,
): string {
  const id = customerId(customer);
  const { attributes, values, removals } = world.publicRecords;
  if (removals.get(tenant.facts.id, id) !== undefined) return 'NULL';
  const written = values.get(tenant.facts.id, `${id}/${attribute.key}`);
  if (written !== undefined) return written.value;
  const added = attributes.get(tenant.facts.id, attribute.key);
  return added?.default ?? rosterOf(tenant.facts).valueOf(customer, attribute) ?? 'NULL';
}

/** The attribute of a technical or a friendly name. */
export function attributeNamed(
  call: Pick<FunctionCall, 'tenant' | 'world'>,
  name: string,
): Attribute | Problem {
  const folded = foldText(name.trim());
  const found = attributesIn(call).find(({ key, name: alias }) =>
    [key, alias].map(foldText).includes(folded),
  );
  return (
    found ??
    badRequest(
      `There is no customer attribute ${JSON.stringify(name)}. GetCustomerAttributeList has them all.`,
    )
  );
}

/** Several attributes, in the order in which they are asked for. */
export function attributesNamed(
  call: Pick<FunctionCall, 'tenant' | 'world'>,
  names: string,
  delimiter = ';',
): Attribute[] | Problem {
  const attributes: Attribute[] = [];
  for (const name of names.split(delimiter)) {
    const attribute = attributeNamed(call, name);
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
  const attributes = attributesNamed(call, asked.CustomerAttributes, asked.CustomerAttributesDelimiter);
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

/** What the values of a data type of the public API are. */
function valueType(type: string): Attribute['value_type'] {
  if (/^(?:DECIMAL|INT|BIGINT)/.test(type)) return 'number';
  return type === 'DATE' ? 'date' : 'string';
}
