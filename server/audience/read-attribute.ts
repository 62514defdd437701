import type { Predicate } from '#contract/entities/predicate.ts';
import {
  opposite,
  standing,
  TWO_NEGATIONS,
  type ConditionReader,
  type Given,
  type Meaning,
} from './condition.ts';
import {
  fieldName,
  fieldValue,
  fractionDoubt,
  isWhy,
  membership,
  unitDoubt,
  type Field,
  type Scalar,
  type Why,
} from './fields.ts';
import { attributesNamed, isQuoted, isStages } from './named.ts';
import type { Attribute, Lexicon } from './lexicon.ts';
import { comparedDay, dateMeaning } from './read-date.ts';
import { phraseKey } from './phrase-key.ts';
import type { AmountPart, NamePart, Part, ValuePart } from './syntax.ts';

/** Conditions that name what they are about: "country is Germany", "age over 18", "with email consent". */
export const readAttribute: ConditionReader = (given) => {
  const nots = given.parts.filter(({ kind }) => kind === 'not');
  const parts = placed(
    given.parts.filter(({ kind }) => kind !== 'not'),
    given.lexicon,
  );
  const [first, ...tail] = parts;
  if (first === undefined || nots.length > 1) return [];
  const negative = nots.length === 1;
  const last = parts.at(-1);
  if (first.kind === 'name') {
    if (isStages(first))
      return tail.length === 0 ? [] : [fieldMeaning({ kind: 'stage' }, tail, negative, given)];
    const attributes = attributesNamed(first, given.lexicon);
    if (
      attributes.length > 0 &&
      (tail.length > 0 || attributes.some(({ value_type }) => value_type === 'boolean') || first.quoted)
    ) {
      if (attributes.length > 1) return [shared(attributes)];
      const doubt = doubtOfLast(first, tail, given.lexicon);
      if (doubt !== undefined) return [doubt];
      return attributes.map((attribute) =>
        attributeMeaning(attribute, tail, negative, given, first.key !== undefined),
      );
    }
  }
  // "gold VIP level", "at least 500 loyalty points", "no email consent"
  if (parts.length === 2 && last?.kind === 'name' && !last.quoted) {
    if (isStages(last)) return [fieldMeaning({ kind: 'stage' }, [first], negative, given)];
    return attributesNamed(last, given.lexicon).flatMap((attribute) =>
      reversed(attribute, first, negative, given),
    );
  }
  return [];
};

/** "In value segment Gold" is "value segment Gold". */
function placed(parts: readonly Part[], lexicon: Lexicon): readonly Part[] {
  const [first, field, ...values] = parts;
  const inside = first?.kind === 'in' && field?.kind === 'name' && values.length > 0;
  return inside && attributesNamed(field, lexicon).some(({ allowed_values }) => allowed_values !== undefined)
    ? parts.slice(1)
    : parts;
}

function reversed(attribute: Attribute, first: Part, negative: boolean, given: Given): (Meaning | Why)[] {
  if (first.kind === 'no' && attribute.value_type === 'boolean')
    return [negative ? TWO_NEGATIONS : flag(attribute, true)];
  const counted =
    first.kind === 'amount' &&
    attribute.value_type === 'number' &&
    (first.operator !== undefined || first.to_value !== undefined);
  const valued =
    first.kind === 'name' &&
    attribute.allowed_values !== undefined &&
    !isWhy(fieldValue({ kind: 'attribute', attribute }, first, given.lexicon, given.text));
  return counted || valued ? [attributeMeaning(attribute, [first], negative, given)] : [];
}

function attributeMeaning(
  attribute: Attribute,
  tail: readonly Part[],
  negative: boolean,
  given: Given,
  byKey = false,
): Meaning | Why {
  const [part, ...more] = tail[0]?.kind === 'of' && tail[1]?.kind === 'amount' ? tail.slice(1) : tail;
  const field: Field = { kind: 'attribute', attribute, ...(byKey && { plain: true }) };
  if (part === undefined) {
    return attribute.value_type === 'boolean'
      ? flag(attribute, negative)
      : { why: `${fieldName(field)} needs a value.`, say: sayOf(attribute) };
  }
  const doubt = fractionDoubt(attribute, part);
  if (doubt !== undefined && !isQuoted(given.parts)) return doubt;
  if (more.length === 0) {
    if (part.kind === 'known' || part.kind === 'unknown') {
      const known = (part.kind === 'known') !== negative;
      return standing(
        { type: 'attribute', attribute: attribute.key, operator: known ? 'exists' : 'not_exists' },
        negative,
      );
    }
    if (part.kind === 'text' && attribute.value_type === 'string') {
      const text: Predicate = {
        type: 'attribute',
        attribute: attribute.key,
        operator: part.operator,
        value: part.value.text,
      };
      const plain = part.value.quoted || part.value.readings.length === 0;
      return plain
        ? standing(negative ? opposite(text) : text, negative)
        : {
            why: 'The text must stand in quotation marks.',
            say: `${fieldName(field)} contains “${part.value.text}”`,
          };
    }
    if (part.kind === 'no' && attribute.value_type === 'boolean')
      return negative ? TWO_NEGATIONS : flag(attribute, true);
    if (part.kind === 'no' && part.text === 'zero' && attribute.value_type === 'number')
      return numbered(attribute, 'eq', 0, negative);
    if (part.kind === 'amount' && attribute.value_type === 'number')
      return amountMeaning(attribute, part, negative, given.is);
    if (attribute.value_type === 'date') {
      const dated = dateMeaning(attribute, part, negative);
      if (dated !== undefined) return dated;
    }
  }
  if (attribute.value_type === 'date') {
    const dated = comparedDay(attribute, tail, negative, given.text);
    if (dated !== undefined) return dated;
  }
  return fieldMeaning(field, tail, negative, given);
}

/** A field with one value or a list of them. */
function fieldMeaning(
  field: Field,
  tail: readonly Part[],
  negative: boolean,
  { lexicon, text }: Given,
): Meaning | Why {
  const parts = tail[0]?.kind === 'in' ? tail.slice(1) : tail;
  const [part, ...more] = parts;
  const none: Why = {
    why: `This does not say what ${fieldName(field)} is to be.`,
    say: field.kind === 'stage' ? 'lifecycle stage is “Active”' : sayOf(field.attribute),
  };
  if (part === undefined || more.length > 0) return none;
  if (field.kind === 'attribute' && part.kind === 'amount' && parts.length < tail.length)
    return part.to_value === undefined ? none : amountMeaning(field.attribute, part, negative, true);
  if (part.kind !== 'list' && !isValue(part)) return none;
  if (part.kind === 'list' && part.none && negative) return TWO_NEGATIONS;
  const values: Scalar[] = [];
  for (const one of part.kind === 'list' ? part.values : [part]) {
    const value = fieldValue(field, one, lexicon, text);
    if (isWhy(value)) return value;
    values.push(value);
  }
  const excluded = negative || (part.kind === 'list' && part.none);
  return {
    ...standing(membership(field, values, excluded), excluded),
    list: { field, values, negative: excluded, named: true, explicit: part.kind === 'list' && part.none },
  };
}

function isValue(part: Part): part is ValuePart {
  return part.kind === 'name' || part.kind === 'truth' || part.kind === 'amount' || part.kind === 'days';
}

export function amountMeaning(
  attribute: Attribute,
  part: AmountPart,
  negative: boolean,
  is: boolean,
): Meaning | Why {
  const name = `“${attribute.name}”`;
  if (part.unit !== undefined || part.ago)
    return { why: `${name} is a number without a unit.`, say: `${name} is at least ${part.value}` };
  const doubt = unitDoubt(attribute, part);
  if (doubt !== undefined) return { ...doubt, say: `${name} is at least ${part.value}` };
  if (part.to_value !== undefined) {
    return part.value > part.to_value
      ? {
          why: 'The range ends before it begins.',
          say: `${name} is between ${part.to_value} and ${part.value}`,
        }
      : numbered(attribute, 'between', [part.value, part.to_value], negative);
  }
  if (part.operator === undefined && !is) {
    return {
      why: 'This may mean exactly so much, or at least so much.',
      candidates: [`${name} is exactly ${part.value}`, `${name} is at least ${part.value}`],
      say: `${name} is at least ${part.value}`,
    };
  }
  return numbered(attribute, part.operator ?? 'eq', part.value, negative);
}

function numbered(
  attribute: Attribute,
  operator: 'between' | NonNullable<AmountPart['operator']>,
  value: number | number[],
  negative: boolean,
): Meaning {
  const criteria: Predicate = { type: 'attribute', attribute: attribute.key, operator, value };
  const list =
    operator === 'eq' && typeof value === 'number'
      ? { field: { kind: 'attribute', attribute } as const, values: [value], negative, named: true }
      : undefined;
  return {
    ...standing(negative ? opposite(criteria) : criteria, negative),
    ...(list === undefined ? { number: attribute } : { list }),
  };
}

function flag(attribute: Attribute, negative: boolean): Meaning {
  const having = (value: boolean): Predicate => ({
    type: 'attribute',
    attribute: attribute.key,
    operator: 'eq',
    value,
  });
  return { criteria: having(!negative), opposite: having(negative), negative };
}

function sayOf({ name, value_type, allowed_values }: Attribute): string {
  return {
    string: `“${name}” is “${allowed_values?.[0] ?? 'text'}”`,
    number: `“${name}” is at least 10`,
    boolean: `“${name}” is true`,
    date: `“${name}” is within the last 30 days`,
  }[value_type];
}

function shared(attributes: readonly Attribute[]): Why {
  const candidates = attributes.map(({ key }) => `attribute key “${key}”`);
  return { why: 'Several attributes go by this name.', candidates, say: `${candidates[0] ?? ''} is …` };
}

/** "last purchase more than 30 days ago" speaks of a date here, and might speak of the event just as well. */
function doubtOfLast(
  { text, quoted }: NamePart,
  tail: readonly Part[],
  { phrases }: Lexicon,
): Why | undefined {
  const [last, ...noun] = phraseKey(text).split(' ');
  const events =
    last === 'last'
      ? (phrases.get(noun.join(' ')) ?? []).flatMap((reading) =>
          reading.kind === 'event' ? [reading.event] : [],
        )
      : [];
  const totalled =
    last === 'total'
      ? (phrases.get(noun.join(' ')) ?? []).flatMap((reading) =>
          reading.kind === 'event' ? [reading.event] : [],
        )
      : [];
  const [event] = events;
  if (!quoted && totalled.length > 0) {
    const meant = totalled.flatMap(({ name, properties }) => [
      `“${name}” happened`,
      ...properties
        .filter(({ value_type: type }) => type === 'number')
        .map(({ key }) => `the sum of “${key}” over “${name}” is`),
    ]);
    return { why: 'This may be a count or a sum.', candidates: [`“${text}”`, ...meant], say: `“${text}”` };
  }
  if (quoted || event === undefined || !tail.some((part) => part.kind === 'amount' && part.ago))
    return undefined;
  const candidates = [
    `“${text}” is not within the last 30 days`,
    `the last “${event.name}” was more than 30 days ago`,
  ];
  return { why: 'This may be the date or the event.', candidates, say: candidates[0] ?? '' };
}
