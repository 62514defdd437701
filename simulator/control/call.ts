import { z } from 'zod';
import { allowedValues } from '../endpoints/allowed-values.ts';
import { problemWords } from '../endpoints/problem-words.ts';
import type { AuthorizationServer, World, Worlds } from '../ports.ts';
import { nearest } from './nearest.ts';

/** What the control API may reach: the whole world, past every permission. */
export interface ControlContext {
  /** The world that a call acts on. */
  world: World;
  worlds: Worlds;
  authorizationServer: Pick<AuthorizationServer, 'revoke' | 'reset' | 'tokensFor'>;
  /** The simulator's public origin, without a slash at the end. */
  origin: string;
  /** The ids of the endpoints of the tenant API. */
  endpoints: readonly string[];
  params: Readonly<Record<string, string>>;
  headers: Headers;
}

type ProblemStatus = 400 | 403 | 404 | 405 | 409 | 413 | 500;

/** Why a call of the control API gets no answer. */
export class Problem {
  readonly status: ProblemStatus;
  readonly error: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ProblemStatus,
    message: string,
    hints: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    this.status = status;
    this.error = { message, ...hints };
    this.headers = headers;
  }
}

/** A call of the control API; its input is the query of a GET and the JSON body of any other method. */
export interface ControlCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/${string}`;
  /** Gives what is shown as JSON, a whole answer, or a `Problem`. */
  run(context: ControlContext, input: unknown): object | Promise<object>;
}

/** States a call with its input schema; an input that does not fit is answered with the field and what may stand there. */
export function defineCall<Input extends z.ZodType>(call: {
  method: ControlCall['method'];
  path: ControlCall['path'];
  input: Input;
  handle(context: ControlContext, input: z.output<Input>): object | Promise<object>;
}): ControlCall {
  return {
    method: call.method,
    path: call.path,
    run(context, given) {
      const input = call.input.safeParse(given, { reportInput: true });
      if (input.success) return call.handle(context, input.data);
      const [issue] = input.error.issues;
      if (issue === undefined) throw input.error;
      return problemOf(issue, call.input);
    },
  };
}

/** What is wrong with an input; `place` is where the schema stands in it. */
export function problemOf(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  place: readonly PropertyKey[] = [],
): Problem {
  if (issue.code === 'unrecognized_keys') {
    const [given = ''] = issue.keys;
    const field = nameOf([...place, ...issue.path, given]);
    const known = fieldsAt(schema, issue.path);
    const near = nearest(given, known);
    const question = near === undefined ? '' : ` Did you mean ${near}?`;
    return new Problem(400, `Unknown field ${JSON.stringify(field)}.${question}`, {
      field,
      known_fields: known,
    });
  }
  const field = nameOf([...place, ...issue.path]);
  const allowed = allowedValues(issue);
  const words = issue.code === 'custom' ? issue.message : problemWords(issue);
  return new Problem(400, `${field || 'The body'} ${words}.`, {
    field,
    ...(allowed && { allowed_values: allowed }),
  });
}

/** The fields of the object that stands at a path. */
function fieldsAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return fieldsAt(schema.unwrap(), path);
  const [part, ...rest] = path;
  if (schema instanceof z.ZodObject)
    return part === undefined ? Object.keys(schema.shape) : fieldsAt(schema.shape[String(part)], rest);
  return schema instanceof z.ZodArray ? fieldsAt(schema.element, rest) : [];
}

/** `[0].match.user`, as it would be written. */
function nameOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name === '' ? String(part) : `${name}.${String(part)}`;
  }, '');
}
