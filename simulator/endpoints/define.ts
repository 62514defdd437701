import { z } from 'zod';
import type { Effect, Evidence } from '#contract/effects.ts';
import type { Permission } from '#contract/permissions.ts';
import type { ApiScope } from '#contract/scopes.ts';
import type { TenantData, UserRecord } from '#fixtures/world-data.ts';
import type { Example } from '../open-api/operation.ts';
import type { World } from '../ports.ts';
import type { EntityType } from '../tenant/entity-types.ts';
import type { Membership } from '../tenant/visibility.ts';
import { Accepted } from './accepted.ts';
import { Made } from './made.ts';
import { parseQuery } from './parse-query.ts';
import { readBody } from './read-body.ts';
import { Refusal } from './refusal.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A call whose caller is known. */
export interface Call {
  request: Request;
  url: URL;
  params: Readonly<Record<string, string>>;
  world: World;
  /** The simulator's public origin, without a slash at the end. */
  origin: string;
  user: UserRecord;
  /** The OAuth client that the caller approved. */
  clientId: string;
  /** What a fault adds to the time of the call, for an endpoint that may answer with 202. */
  latencyMs: number;
}

/** A call about a tenant that the caller belongs to. */
export interface TenantCall extends Call {
  tenant: TenantData;
  membership: Membership;
}

interface Facts<Query extends z.ZodObject, Answer extends z.ZodType> {
  readonly method: Method;
  readonly path: `/api/v1/${string}`;
  readonly effect: Effect;
  /** Null: any live token will do, as no scope names what the call does. The role alone decides. */
  readonly scope: ApiScope | null;
  readonly evidence: Evidence;
  /** The one entity that the call is about, for calls with an `:id`. */
  readonly entity?: EntityType;
  readonly summary: string;
  readonly query: Query;
  /** What a call that writes takes, as JSON, and the headers that say more about it. */
  readonly body?: z.ZodObject;
  readonly headers?: Readonly<Record<string, z.ZodType>>;
  /** What leaves the simulator: anything that the schema does not name is left out, anything that contradicts it is a bug. */
  readonly answer: Answer;
  readonly example?: Example;
  /** What is said, with 202, where the work goes on after the answer. */
  readonly accepted?: z.ZodType<object>;
}

interface TenantEndpoint extends Facts<z.ZodObject, z.ZodType> {
  readonly within: 'tenant';
  readonly permission: Permission;
  run(call: TenantCall): Promise<unknown>;
}

interface UserEndpoint extends Facts<z.ZodObject, z.ZodType> {
  readonly within: 'user';
  readonly permission: null;
  run(call: Call): Promise<unknown>;
}

/** One operation of the tenant API, in a file `<id>.endpoint.ts` of its own. `run` gives an answer, a `Refusal` or an `Accepted`. */
export type Endpoint = TenantEndpoint | UserEndpoint;

type Outcome<Answer extends z.ZodType> = z.input<Answer> | Made<z.input<Answer>> | Refusal | Accepted;
type Handle<Context, Query extends z.ZodObject, Answer extends z.ZodType> = (
  call: Context,
  query: z.output<Query>,
) => Outcome<Answer> | Promise<Outcome<Answer>>;

/** An operation on a tenant, whose path holds `:tenant`. */
export function defineEndpoint<Query extends z.ZodObject, Answer extends z.ZodType>(
  declaration: Facts<Query, Answer> & {
    readonly permission: Permission;
    handle: Handle<TenantCall, Query, Answer>;
  },
): Endpoint {
  const { handle, ...facts } = declaration;
  return { ...facts, within: 'tenant', run: runner(declaration, handle) };
}

/** An operation on a tenant that takes a body: it may write. The body is read after the rights were looked at. */
export function defineWriteEndpoint<Body extends z.ZodObject, Answer extends z.ZodType>(
  declaration: Omit<Facts<z.ZodObject, Answer>, 'method' | 'query'> & {
    /** Absent: POST. */
    readonly method?: Exclude<Method, 'GET'>;
    readonly permission: Permission;
    readonly body: Body;
    handle: (call: TenantCall, body: z.output<Body>) => Outcome<Answer>;
  },
): Endpoint {
  const { handle, ...facts } = declaration;
  return defineEndpoint({
    method: 'POST',
    ...facts,
    query: z.strictObject({}),
    async handle(call) {
      const body = await readBody(facts.body, call.request);
      return body instanceof Refusal ? body : handle(call, body);
    },
  });
}

/** An operation on the caller's own account, in all tenants at once. */
export function defineUserEndpoint<Query extends z.ZodObject, Answer extends z.ZodType>(
  declaration: Facts<Query, Answer> & { handle: Handle<Call, Query, Answer> },
): Endpoint {
  const { handle, ...facts } = declaration;
  return { ...facts, within: 'user', permission: null, run: runner(declaration, handle) };
}

function runner<Context extends Call, Query extends z.ZodObject, Answer extends z.ZodType>(
  facts: Facts<Query, Answer>,
  handle: Handle<Context, Query, Answer>,
): (call: Context) => Promise<unknown> {
  return async (call) => {
    const query = parseQuery(facts.query, call.url);
    if (query instanceof Refusal) return query;
    const outcome = await handle(call, query);
    if (outcome instanceof Refusal) return outcome;
    if (outcome instanceof Accepted && facts.accepted)
      return new Accepted(facts.accepted.parse(outcome.body));
    return outcome instanceof Made
      ? outcome.answering(facts.answer.parse(outcome.answer))
      : facts.answer.parse(outcome);
  };
}
