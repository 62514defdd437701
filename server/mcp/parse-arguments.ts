import { z } from 'zod';
import { idSchema } from '#contract/entities/entity.ts';
import type { ArgumentProblem, ToolFailure } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { nearest } from './nearest.ts';

type Issue = z.core.$ZodIssue;

const PROBLEMS_SHOWN = 10;
const NAME_CHARACTERS = 64;
const ID_PATTERN = z.toJSONSchema(idSchema).pattern;
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
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, schema));
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

function problemsOf(issue: Issue, schema: z.ZodObject): ArgumentProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.slice(0, PROBLEMS_SHOWN).map((key) => unknownArgument(key, issue.path, known));
  }
  const argument = nameOf(issue.path);
  if (issue.code !== 'invalid_value') return [{ argument, problem: problemOf(issue) }];
  const missing = issue.input === undefined;
  const problem = missing ? 'is required' : 'has a value that is not allowed';
  return [{ argument, problem, allowed: issue.values.map(String) }];
}

function unknownArgument(
  key: string,
  path: readonly PropertyKey[],
  known: readonly string[],
): ArgumentProblem {
  const meant = nearest(key, known);
  const part = path.length === 0 ? 'an argument of this tool' : `a field of ${nameOf(path)}`;
  const problem = `is not ${part}${meant === undefined ? '' : `; the nearest is ${meant}`}`;
  return { argument: nameOf([...path, key]), problem, allowed: known };
}

/** The fields of the object at a path; none where there is no one object. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return keysAt(schema.unwrap(), path);
  const [head, ...rest] = path;
  if (schema instanceof z.ZodArray) return keysAt(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  return head === undefined ? Object.keys(schema.shape) : keysAt(schema.shape[String(head)], rest);
}

function problemOf(issue: Issue): string {
  if (issue.code === 'custom') return issue.message;
  if (issue.input === undefined) return 'is required';
  if (issue.code === 'invalid_type') return `must be ${TYPE_WORDS[issue.expected] ?? 'of another type'}`;
  if (issue.code === 'too_small') return `must ${extent(issue.origin, 'at least', issue.minimum)}`;
  if (issue.code === 'too_big') return `must ${extent(issue.origin, 'at most', issue.maximum)}`;
  if (issue.code === 'invalid_format' && issue.format === 'url')
    return 'must be an address that begins with http:// or https://';
  if (issue.code === 'invalid_format' && issue.pattern !== undefined)
    return formOf(issue.pattern.replace(/^\/(.*)\/[a-z]*$/s, '$1'));
  return 'has a form that is not accepted';
}

function formOf(pattern: string): string {
  return pattern === ID_PATTERN
    ? 'must be an ID, which is a whole number; the list tools have the ID of each name'
    : `must match the pattern ${pattern}`;
}

function extent(origin: string, bound: string, value: number | bigint): string {
  if (origin === 'string' && bound === 'at least' && value === 1) return 'not be empty';
  if (origin === 'string') return `have ${bound} ${value} characters`;
  if (origin === 'array' || origin === 'set') return `have ${bound} ${value} items`;
  return `be ${bound} ${value}`;
}

/** `steps[0].key`, as a model would write it. */
function nameOf(path: readonly PropertyKey[]): string {
  const [head = 'arguments', ...rest] = path;
  const places = rest.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`));
  return [String(head), ...places].join('').slice(0, NAME_CHARACTERS);
}
