import { z } from 'zod';
import type { Effect, Evidence } from '#contract/effects.ts';
import type { ApiKey } from '#fixtures/api-keys.ts';
import type { TenantData } from '#fixtures/world-data.ts';
import { readBody } from '../endpoints/read-body.ts';
import { Refusal } from '../endpoints/refusal.ts';
import type { World } from '../ports.ts';
import { Answered } from './answered.ts';
import type { CallEffects } from './effects-of-call.ts';
import { fromRefusal, Problem } from './problem.ts';
import { readQuery } from './read-query.ts';

/** A call of a function whose key is known and may. */
export interface FunctionCall {
  request: Request;
  url: URL;
  params: Readonly<Record<string, string>>;
  world: World;
  tenant: TenantData;
  key: ApiKey;
  effects: CallEffects;
}

interface Facts<Query extends z.ZodRawShape, Answer extends z.ZodType> {
  /** As Optimove prints it today; any spelling in any case is taken, and `/current` before a category. */
  readonly path: `/${string}`;
  /** Other paths under which it is known. */
  readonly aliases?: readonly `/${string}`[];
  readonly summary: string;
  readonly evidence: Evidence;
  readonly query: Query;
  /** What leaves the simulator: what the schema does not name is left out, and what contradicts it is a bug. */
  readonly answer: Answer;
}

/** One function of Optimove's public API, in a file `<id>.function.ts` of its own. `run` gives an answer or a `Problem`. */
export interface PublicFunction extends Omit<Facts<z.ZodRawShape, z.ZodType>, 'query'> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly effect: Effect;
  readonly query: z.ZodObject;
  readonly body?: z.ZodType;
  /** Transactional mail has a limit of its own. */
  readonly limit?: 'transactional';
  run(call: FunctionCall): Promise<unknown>;
}

type Outcome<Answer extends z.ZodType> = z.input<Answer> | Answered<z.input<Answer>> | Problem;

/** A function that reads by GET. */
export function defineRead<Query extends z.ZodRawShape, Answer extends z.ZodType>(
  declaration: Facts<Query, Answer> & {
    handle: (call: FunctionCall, query: z.output<z.ZodObject<Query>>) => Outcome<Answer>;
  },
): PublicFunction {
  const { handle, ...facts } = declaration;
  const query = z.strictObject(facts.query);
  return {
    ...facts,
    method: 'GET',
    effect: 'read',
    query,
    async run(call) {
      const parsed = readQuery(query, call.url);
      return parsed instanceof Refusal ? fromRefusal(parsed) : checked(facts.answer, handle(call, parsed));
    },
  };
}

/** The answer of a function that says nothing but that it is done: an empty body. */
export const NOTHING = z.null();
/** The body of a function that takes none. */
export const NO_BODY = z.undefined();
const NO_PARAMETERS = {};

/** A function that changes something. Query and body are read, and refused, before anything is done. */
export function defineWrite<
  Body extends z.ZodType,
  Answer extends z.ZodType,
  Query extends z.ZodRawShape = typeof NO_PARAMETERS,
>(
  declaration: Omit<Facts<Query, Answer>, 'query'> & {
    readonly method?: PublicFunction['method'];
    readonly effect: Exclude<Effect, 'read'>;
    readonly query: Query;
    readonly body: Body;
    readonly limit?: 'transactional';
    handle: (
      call: FunctionCall,
      body: z.output<Body>,
      query: z.output<z.ZodObject<Query>>,
    ) => Outcome<Answer> | Promise<Outcome<Answer>>;
  },
): PublicFunction {
  const { handle, body: bodySchema, ...facts } = declaration;
  const query = z.strictObject(facts.query);
  const hasBody = !(bodySchema instanceof z.ZodUndefined);
  return {
    method: 'POST',
    ...facts,
    ...(hasBody && { body: bodySchema }),
    query,
    async run(call) {
      const parsed = readQuery(query, call.url);
      if (parsed instanceof Refusal) return fromRefusal(parsed);
      const body = hasBody ? await readBody(bodySchema, call.request) : bodySchema.parse(undefined);
      if (body instanceof Refusal) return fromRefusal(body);
      return checked(facts.answer, await handle(call, body, parsed));
    },
  };
}

function checked<Answer extends z.ZodType>(schema: Answer, outcome: Outcome<Answer>): unknown {
  if (outcome instanceof Problem) return outcome;
  return outcome instanceof Answered
    ? new Answered(outcome.status, schema.parse(outcome.answer))
    : schema.parse(outcome);
}
