import type { Predicate } from '#contract/entities/predicate.ts';
import type { Attribute, Lexicon } from './lexicon.ts';
import type { Part, ValuePart } from './syntax.ts';
import { isIsoDay } from './days.ts';
import { allowedValue } from './values.ts';

/** What a list of values belongs to. */
export type Field =
  | { readonly kind: 'stage' }
  | {
      readonly kind: 'attribute';
      readonly attribute: Attribute;
      /** Named by its key, so it is an attribute even where its values are value segments. */
      readonly plain?: boolean;
    };
export type Scalar = string | number | boolean;

/** Why a part has no reading. */
export interface Why {
  readonly why: string;
  readonly candidates?: readonly string[];
  readonly say?: string;
}

export function isWhy(value: unknown): value is Why {
  return typeof value === 'object' && value !== null && 'why' in value;
}

/** Value segments are a rule of their own, though the schema lists their values under an attribute. */
export const VALUE_SEGMENT = 'value_segment';

/** The rule that a field has, or has not, one of some values; one value is a list of one. */
export function membership(field: Field, values: readonly Scalar[], negative: boolean): Predicate {
  const operator = negative ? 'not_in' : 'in';
  if (field.kind === 'stage') return { type: 'lifecycle_stage', operator, values: values.map(String) };
  const { key } = field.attribute;
  if (key === VALUE_SEGMENT && field.plain !== true)
    return { type: 'value_segment', operator, values: values.map(String) };
  const [value] = values;
  if (values.length === 1 && value !== undefined) {
    return { type: 'attribute', attribute: key, operator: negative ? 'ne' : 'eq', value };
  }
  return { type: 'attribute', attribute: key, operator, value: [...values] };
}

export function fieldName(field: Field): string {
  return field.kind === 'stage' ? 'lifecycle stage' : `“${field.attribute.name}”`;
}

/** A value as the field has it, or why it cannot have it. */
export function fieldValue(field: Field, part: ValuePart, lexicon: Lexicon, text: string): Scalar | Why {
  if (field.kind === 'stage') return stageValue(part, lexicon);
  const { attribute } = field;
  switch (attribute.value_type) {
    case 'string':
      return stringValue(attribute, part, text);
    case 'number':
      return part.kind === 'amount'
        ? numberValue(attribute, part)
        : { why: `${fieldName(field)} is a number.`, say: `${fieldName(field)} is at least 10` };
    case 'boolean':
      return part.kind === 'truth'
        ? part.value
        : { why: `${fieldName(field)} is true or false.`, say: `${fieldName(field)} is true` };
    case 'date':
      if (part.kind === 'days' && part.first === part.last && part.operator === undefined) return part.first;
      if (part.kind === 'name' && part.quoted && isIsoDay(part.text)) return part.text;
      return { why: `${fieldName(field)} is a date.`, say: `${fieldName(field)} is after 2026-03-01` };
  }
}

function stageValue(part: ValuePart, lexicon: Lexicon): string | Why {
  const stages = lexicon.vocabulary.schema.filter(({ kind }) => kind === 'lifecycle_stage');
  const candidates = stages.map(({ name }) => name);
  if (part.kind === 'name') {
    if (part.quoted && candidates.includes(part.text)) return part.text;
    const found = part.readings.flatMap((reading) => (reading.kind === 'stage' ? [reading.value] : []));
    const named = stages.flatMap(({ name, key }) =>
      [name, key].some((one) => one.toLowerCase() === part.text.toLowerCase()) ? [name] : [],
    );
    const [value, ...others] = new Set(part.quoted ? named : [...found, ...named]);
    if (value !== undefined && others.length === 0) return value;
  }
  return {
    why: 'There is no such lifecycle stage.',
    candidates,
    say: `lifecycle stage is “${candidates[0] ?? ''}”`,
  };
}

function stringValue(attribute: Attribute, part: ValuePart, text: string): string | Why {
  const name = `“${attribute.name}”`;
  const written = part.kind === 'name' ? part.text : text.slice(part.from, part.to);
  const allowed = attribute.allowed_values;
  if (allowed !== undefined) {
    const value = allowedValue(attribute, written);
    return (
      value ?? {
        why: `${name} has no such value.`,
        candidates: allowed,
        say: `${name} is “${allowed[0] ?? ''}”`,
      }
    );
  }
  const plain =
    part.kind === 'name'
      ? part.quoted || part.readings.length === 0
      : part.kind === 'amount' && /^\d+$/.test(written);
  return plain
    ? written
    : {
        why: `A value of ${name} that means something else must stand in quotation marks.`,
        say: `${name} is “${written}”`,
      };
}

function numberValue(attribute: Attribute, part: Extract<ValuePart, { kind: 'amount' }>): number | Why {
  const unfit =
    part.operator !== undefined ||
    part.to_value !== undefined ||
    part.unit !== undefined ||
    part.ago ||
    part.grouped;
  return unfit
    ? { why: `“${attribute.name}” is a number.`, say: `“${attribute.name}” is at least 10` }
    : (unitDoubt(attribute, part) ?? part.value);
}

const PERCENT = /percent|%|0 to 100/iu;

/** Where 100 is all there is, 0.7 may be meant for 70. */
export function fractionDoubt({ name, description }: Attribute, part: Part): Why | undefined {
  if (part.kind !== 'amount' || part.percent || !PERCENT.test(description)) return undefined;
  const fraction = [part.value, part.to_value ?? 0].find((value) => value > 0 && value < 1);
  if (fraction === undefined) return undefined;
  const candidates = [fraction * 100, fraction].map((value) => `${Number(value.toPrecision(12))} %`);
  return {
    why: `“${name}” goes from 0 to 100, and this may be a part of 1.`,
    candidates,
    say: `“${name}” is at least ${candidates[0] ?? ''}`,
  };
}

/** A currency or percent sign must agree with what the schema says that the number is. */
export function unitDoubt(
  { description }: { description: string },
  { currency, percent }: { currency?: string; percent: boolean },
): Why | undefined {
  if (percent && !PERCENT.test(description))
    return { why: 'The schema does not say that this number is a percentage.', say: 'the number without %' };
  if (currency !== undefined && !description.split(/[^A-Za-z]+/u).includes(currency)) {
    return {
      why: `The schema does not say that this number is in ${currency}.`,
      say: 'the number without a currency',
    };
  }
  return undefined;
}
