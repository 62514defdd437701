import type { z } from 'zod';
import type { ArgumentProblem, ToolFailure } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { nearest } from './nearest.ts';

type Issue = z.core.$ZodIssue;

const PROBLEMS_SHOWN = 10;
const NAME_CHARACTERS = 64;
const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** Parses the arguments of a call. What is wrong with them is said in our own words, argument by argument. */
export function parseArguments<Input extends z.ZodObject>(
  schema: Input,
  args: unknown,
): Result<z.infer<Input>, ToolFailure> {
  const parsed = schema.safeParse(args, { reportInput: true });
  if (parsed.success) return ok(parsed.data);
  const known = Object.keys(schema.shape);
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, known));
  const [first, ...others] = problems.filter(isFirstOfItsArgument).slice(0, PROBLEMS_SHOWN);
  if (first === undefined) throw parsed.error;
  return fail(
    others.length === 0
      ? { code: 'invalid_argument', ...first }
      : { code: 'invalid_arguments', problems: [first, ...others] },
  );
}

function isFirstOfItsArgument(
  { argument }: ArgumentProblem,
  index: number,
  problems: readonly ArgumentProblem[],
): boolean {
  return problems.findIndex((other) => other.argument === argument) === index;
}

function problemsOf(issue: Issue, known: readonly string[]): ArgumentProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, PROBLEMS_SHOWN).map((key) => unknownArgument(key, known));
  const argument = nameOf(issue.path);
  if (issue.code !== 'invalid_value') return [{ argument, problem: problemOf(issue) }];
  const missing = issue.input === undefined;
  const problem = missing ? 'is required' : 'has a value that is not allowed';
  return [{ argument, problem, allowed: issue.values.map(String) }];
}

function unknownArgument(key: string, known: readonly string[]): ArgumentProblem {
  const meant = nearest(key, known);
  const problem = `is not an argument of this tool${meant === undefined ? '' : `; the nearest is ${meant}`}`;
  return { argument: key.slice(0, NAME_CHARACTERS), problem, allowed: known };
}

function problemOf(issue: Issue): string {
  if (issue.code === 'custom') return issue.message;
  if (issue.input === undefined) return 'is required';
  if (issue.code === 'invalid_type') return `must be ${TYPE_WORDS[issue.expected] ?? 'of another type'}`;
  if (issue.code === 'too_small') return `must ${extent(issue.origin, 'at least', issue.minimum)}`;
  if (issue.code === 'too_big') return `must ${extent(issue.origin, 'at most', issue.maximum)}`;
  if (issue.code === 'invalid_format' && issue.pattern !== undefined)
    return `must match the pattern ${issue.pattern.replace(/^\/(.*)\/[a-z]*$/s, '$1')}`;
  return 'has a form that is not accepted';
}

function extent(origin: string, bound: string, value: number | bigint): string {
  if (origin === 'string' && bound === 'at least' && value === 1) return 'not be empty';
  if (origin === 'string') return `have ${bound} ${value} characters`;
  if (origin === 'array' || origin === 'set') return `have ${bound} ${value} items`;
  return `be ${bound} ${value}`;
}

/** `status[0]`, as a model would write it. */
function nameOf(path: readonly PropertyKey[]): string {
  const [head = 'arguments', ...rest] = path.map(String);
  return (head + rest.map((part) => `[${part}]`).join('')).slice(0, NAME_CHARACTERS);
}
