import type { z } from 'zod';
import { allowedValues } from './allowed-values.ts';

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'be an ISO date and time such as 2026-11-22T09:30:00Z',
  date: 'be an ISO date such as 2026-11-22',
  url: 'be a web address such as https://example.com/offer',
  duration: 'be an ISO duration such as PT1H',
};

/** What is wrong with an input that was parsed with `reportInput`, as the end of a sentence that begins with its name. */
export function problemWords(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined) return 'is missing';
  const allowed = allowedValues(issue);
  return `must ${allowed === undefined ? demandOf(issue) : `be one of: ${allowed.join(', ')}`}`;
}

function demandOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `be ${TYPES[issue.expected] ?? 'of another type'}`;
  if (issue.code === 'too_small') return extent(issue.origin, 'at least', issue.minimum);
  if (issue.code === 'too_big') return extent(issue.origin, 'at most', issue.maximum);
  if (issue.code === 'invalid_format') return FORMATS[issue.format] ?? `match the pattern ${issue.pattern}`;
  return 'have another form';
}

function extent(origin: string, bound: string, value: number | bigint): string {
  const unit = { string: 'character', array: 'item' }[origin];
  return unit === undefined
    ? `be ${bound} ${value}`
    : `have ${bound} ${value} ${unit}${value === 1 ? '' : 's'}`;
}
