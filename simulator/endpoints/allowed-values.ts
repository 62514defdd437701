import type { z } from 'zod';

/** The values that a closed vocabulary would have taken, when that is what an input failed on. */
export function allowedValues(issue: z.core.$ZodIssue): string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union') return undefined;
  if (issue.inclusive !== false && issue.options !== undefined) return issue.options.map(String);
  return issue.errors
    .flat()
    .map(allowedValues)
    .find((values) => values !== undefined);
}
