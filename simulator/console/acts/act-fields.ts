import { z } from 'zod';
import type { Field } from '../../pages/components/field.ts';
import { inWords } from '../../pages/components/words.ts';

/** What an act asks for, as the parts of a form. */
export interface ActField {
  name: string;
  kind: 'text' | 'long' | 'number' | 'instant' | 'list';
  required: boolean;
  /** What it is now; empty where the record has nothing of the kind. */
  value: string;
}

/** Longer texts than this get several lines. */
const ONE_LINE = 200;

const propertySchema = z.object({
  type: z.string().optional(),
  format: z.string().optional(),
  maxLength: z.number().optional(),
});
const inputSchema = z.object({
  properties: z.record(z.string(), propertySchema),
  required: z.array(z.string()).default([]),
});

/** The fields of an act's input that a form can ask for. What the person saw of the record goes along unseen. */
export function fieldsOf(input: z.ZodObject, record: object): ActField[] {
  const { properties, required } = inputSchema.parse(z.toJSONSchema(input, { io: 'input' }));
  return Object.entries(properties).flatMap(([name, property]) => {
    const kind = kindOf(property);
    if (name === 'updated_at' || kind === null) return [];
    return [{ name, kind, required: required.includes(name), value: valueIn(record, name) }];
  });
}

function kindOf({ type, format, maxLength = 0 }: z.output<typeof propertySchema>): ActField['kind'] | null {
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'array') return 'list';
  if (type !== 'string') return null;
  if (format === 'date-time') return 'instant';
  return maxLength > ONE_LINE ? 'long' : 'text';
}

/** A record holds a reference where the input asks for its id. */
function valueIn(record: object, name: string): string {
  const values = new Map<string, unknown>(Object.entries(record));
  const value = values.get(name) ?? values.get(name.replace(/_id$/, ''));
  const reference = z.object({ id: z.string() }).safeParse(value);
  if (reference.success) return reference.data.id;
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Only what the person changed: what stays as it was is not part of the act. */
export function inputFrom(
  fields: readonly ActField[],
  form: URLSearchParams,
  zone: string,
): Record<string, unknown> {
  const seen = form.get('updated_at');
  return {
    ...Object.fromEntries(
      fields.flatMap(({ name, kind, value }) => {
        const given = (form.get(name) ?? value).replaceAll('\r\n', '\n');
        return given === value ? [] : [[name, read(kind, given, zone)]];
      }),
    ),
    ...(seen && { updated_at: seen }),
  };
}

function read(kind: ActField['kind'], given: string, zone: string): unknown {
  switch (kind) {
    case 'number':
      return given.trim() === '' ? given : Number(given);
    case 'list':
      return given
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '');
    case 'instant':
      return instantIn(given, zone);
    case 'text':
    case 'long':
      return given;
  }
}

/** What a clock on the wall of the tenant shows, as an instant; anything else stays as it is, for the act to refuse. */
function instantIn(given: string, zone: string): string {
  try {
    return Temporal.PlainDateTime.from(given).toZonedDateTime(zone).toInstant().toString();
  } catch {
    return given;
  }
}

/** `Starts at`, `Target group`. */
export function labelOf(name: string): string {
  return inWords(name.replace(/_id$/, ''));
}

/** How a field stands in the form. */
export function formField({ name, kind, required, value }: ActField, zone: string): Field {
  return {
    name,
    label: labelOf(name),
    type: INPUT_TYPES[kind],
    value,
    hint: name.endsWith('_id') ? 'Its id' : hintOf(kind, zone),
    required,
  };
}

const INPUT_TYPES = {
  text: 'text',
  list: 'text',
  long: 'long',
  number: 'number',
  instant: 'datetime-local',
} as const satisfies Record<ActField['kind'], Field['type']>;

function hintOf(kind: ActField['kind'], zone: string): string | undefined {
  if (kind === 'instant') return `Time in ${zone}`;
  return kind === 'list' ? 'Separated by commas' : undefined;
}
