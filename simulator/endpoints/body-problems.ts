import { z } from 'zod';
import { allowedValues } from './allowed-values.ts';
import { problemWords } from './problem-words.ts';
import type { Problem } from './refusal.ts';

type Path = readonly PropertyKey[];

/** What is wrong with a body that was parsed with `reportInput`, part by part. */
export function bodyProblems(error: z.ZodError, schema: z.ZodType): Problem[] {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return error.issues.flatMap((issue) => problemsOf(issue, [], known));
}

function problemsOf(issue: z.core.$ZodIssue, above: Path, known: readonly string[]): Problem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const hint = path.length === 0 && known.length > 0 ? `; the known ones are ${known.join(', ')}` : '';
    return issue.keys.map((key) => ({ parameter: pathText([...path, key]), problem: `is not known${hint}` }));
  }
  if (issue.code === 'invalid_union') {
    const types = typesAmong(issue.errors);
    if (types.length > 0) {
      return [{ parameter: pathText([...path, 'type']), problem: `must be one of: ${types.join(', ')}` }];
    }
    const branch = likeliest(issue.errors);
    if (branch !== undefined) return branch.flatMap((inner) => problemsOf(inner, path, known));
  }
  return [{ parameter: pathText(path) || 'body', problem: problemWords(issue) }];
}

/** The types that the alternatives of a union go by, where the `type` that was given is none of them. */
function typesAmong(branches: readonly z.core.$ZodIssue[][]): string[] {
  const types = branches.map((issues) => issues.find(({ path }) => path.length === 1 && path[0] === 'type'));
  return types.some((issue) => issue === undefined)
    ? []
    : types.flatMap((issue) => (issue && allowedValues(issue)) ?? []);
}

/** The alternative of a union that was meant: the one that went wrong deepest within. */
function likeliest(branches: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined {
  const within = branches.filter((issues) => issues.length > 0 && depthOf(issues) > 0);
  return within.toSorted((a, b) => depthOf(b) - depthOf(a))[0];
}

/** How far in the first thing that is wrong lies; a wrong `type` or kind of value says that another alternative was meant. */
function depthOf(issues: readonly z.core.$ZodIssue[]): number {
  const depths = issues.map(
    ({ path, code }) => path.length + (path.at(-1) === 'type' || code === 'invalid_type' ? 0 : 1),
  );
  return Math.min(...depths);
}

/** What was given and is not in what was read: fields that some part of the body does not know. */
export function droppedFields(given: unknown, read: unknown, path: Path = []): Problem[] {
  if (typeof given !== 'object' || given === null || typeof read !== 'object' || read === null) return [];
  const kept = new Map(Object.entries(read));
  return Object.entries(given).flatMap(([key, part]) => {
    const here = [...path, Array.isArray(given) ? Number(key) : key];
    return kept.has(key)
      ? droppedFields(part, kept.get(key), here)
      : [{ parameter: pathText(here), problem: 'is not known' }];
  });
}

const LONGEST_PATH = 300;

/** `conditions[0].operator`. Names of fields may be made up, and as long as anybody likes. */
function pathText(path: Path): string {
  const parts = path.map((part, at) =>
    typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${String(part)}`,
  );
  return parts.join('').slice(0, LONGEST_PATH).toWellFormed();
}
