import type { Predicate } from '#contract/entities/predicate.ts';
import { opposite, standing, type Meaning } from './condition.ts';
import type { Why } from './fields.ts';
import type { Attribute } from './lexicon.ts';
import { yearPart } from './parts.ts';
import type { DaysPart, Part } from './syntax.ts';

/** A window, days ago or calendar days, of a date. */
export function dateMeaning(attribute: Attribute, part: Part, negative: boolean): Meaning | Why | undefined {
  const name = `“${attribute.name}”`;
  if (part.kind === 'window') {
    if (part.days === undefined) return MONTHS;
    if (part.lead === 'in' && !negative) return FUTURE;
    if (part.lead === 'for')
      return {
        why: '“For” does not say whether the day lies in this time.',
        say: `${name} is within the last ${part.days} days`,
      };
    return withinDays(attribute, part.days, negative);
  }
  if (part.kind === 'amount' && part.ago) {
    const days = part.value * part.weight;
    const say = `${name} is within the last ${days} days`;
    if (part.unit !== 'days') return MONTHS;
    if (part.operator === 'gt') return withinDays(attribute, days, !negative);
    if (part.operator === 'lte') return withinDays(attribute, days, negative);
    return {
      why: 'Days ago are read as “more than … days ago” or “at most … days ago”.',
      candidates: [say, `${name} is not within the last ${days} days`],
      say,
    };
  }
  return part.kind === 'days' ? dayMeaning(attribute, part, negative) : undefined;
}

export const MONTHS: Why = {
  why: 'Months and years are no fixed number of days, and hours are none.',
  candidates: ['in the last 30 days', 'in the last 90 days', 'in the last 365 days'],
  say: 'in the last 30 days',
};

/** "in 30 days" without a negation may lie ahead. */
export const FUTURE: Why = {
  why: 'These days may lie ahead.',
  candidates: ['in the last 30 days'],
  say: 'in the last 30 days',
};

function withinDays(attribute: Attribute, days: number, negative: boolean): Meaning {
  return standing(
    {
      type: 'attribute',
      attribute: attribute.key,
      operator: negative ? 'not_within_days' : 'within_days',
      value: days,
    },
    negative,
  );
}

function dayMeaning(
  attribute: Attribute,
  { operator = 'eq', first, last, range }: DaysPart,
  negative: boolean,
): Meaning | Why {
  if (first > last)
    return {
      why: 'The range ends before it begins.',
      say: `“${attribute.name}” is between ${last} and ${first}`,
    };
  const one = first === last && !range;
  const value = { eq: one ? first : [first, last], ne: first, gt: last, gte: first, lt: first, lte: last }[
    operator
  ];
  const criteria: Predicate = {
    type: 'attribute',
    attribute: attribute.key,
    operator: operator === 'eq' && !one ? 'between' : operator,
    value,
  };
  return standing(negative ? opposite(criteria) : criteria, negative);
}

/** "in 2025", "is more than “2026-03-01”". */
export function comparedDay(
  attribute: Attribute,
  [lead, part, ...more]: readonly Part[],
  negative: boolean,
  text: string,
): Meaning | Why | undefined {
  if (lead?.kind !== 'in' || more.length > 0) return undefined;
  const from = text.slice(lead.from, lead.to).toLowerCase() !== 'in';
  const range = part?.kind === 'days' && part.range;
  if (from !== range) {
    return {
      why: '“From” takes a first and a last day, “in” a month or a year.',
      candidates: [`“${attribute.name}” is on or after 2026-03-01`, `“${attribute.name}” is 2026-03-01`],
      say: `“${attribute.name}” is on or after 2026-03-01`,
    };
  }
  if (part?.kind === 'days') return dayMeaning(attribute, part, negative);
  const year = part?.kind === 'amount' ? yearPart(undefined, part, part) : undefined;
  return year === undefined ? undefined : dayMeaning(attribute, year, negative);
}
