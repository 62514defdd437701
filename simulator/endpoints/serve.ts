import type { Effect } from '#contract/effects.ts';
import { deliver } from '../faults/deliver.ts';
import type { Faults } from '../faults/faults.ts';
import type { FaultEffect } from '../faults/rules.ts';
import type { ApiPrincipal, World } from '../ports.ts';
import { settle } from '../tenant/life/settle.ts';
import { may, membershipOf } from '../tenant/visibility.ts';
import { Made } from './made.ts';
import { outcomeOf, outcomeOfFault } from './outcome.ts';
import type { NamedEndpoint } from './registry.ts';
import {
  Refusal,
  internalError,
  missingPermission,
  missingScope,
  notFound,
  unauthorized,
} from './refusal.ts';

export interface ApiSetup {
  world: World;
  origin: string;
  /** The speaker of an access token; null for a token that is not live. */
  principal: (bearer: string) => Promise<ApiPrincipal | null>;
  /** The refusal of a user who asks too often. */
  rateLimit: (userId: string) => Promise<Refusal | null>;
  faults: Faults;
  /** Told of every bug: what the API threw while it answered. */
  onBug: (error: unknown) => void;
}

/** How much the journal keeps of a text that the caller made up. */
const LONGEST_KEPT = 200;

type Params = Readonly<Record<string, string>>;

/** What the journal says about a request besides who sent it and how it ended. */
interface Subject {
  endpoint: string;
  effect: Effect;
  params: Params;
  entity?: { type: string; id: string };
  /** Set where the latency of a fault is time that the work takes, and not the answer. */
  isWork?: boolean;
}

/** Answers one call of an endpoint: token, fault, rate limit, scope, tenant, permission, query, body, handler, in this order; then the journal. */
export async function serve(
  endpoint: NamedEndpoint,
  request: Request,
  params: Params,
  setup: ApiSetup,
): Promise<Response> {
  const { id, effect, entity } = endpoint;
  const subject: Subject = {
    endpoint: id,
    effect,
    params,
    isWork: endpoint.accepted !== undefined,
    ...(entity && params['id'] !== undefined && { entity: { type: entity, id: kept(params['id']) } }),
  };
  return conclude(request, subject, setup, (principal, latencyMs) =>
    perform(endpoint, request, params, principal, latencyMs, setup),
  );
}

/** Refuses a request that no endpoint takes, and writes it down like any other. */
export async function serveUnknown(
  request: Request,
  allowedMethods: readonly string[],
  setup: ApiSetup,
): Promise<Response> {
  const subject: Subject = { endpoint: 'unknown', effect: effectOfMethod(request.method), params: {} };
  const allow = allowedMethods.join(', ');
  const refusal =
    allow === ''
      ? notFound()
      : new Refusal('method_not_allowed', `This address takes ${allow} only.`, { headers: { allow } });
  return conclude(request, subject, setup, () => Promise.resolve(refusal));
}

async function perform(
  endpoint: NamedEndpoint,
  request: Request,
  params: Params,
  principal: ApiPrincipal,
  latencyMs: number,
  { world, origin }: ApiSetup,
): Promise<unknown> {
  const url = new URL(request.url);
  // MSW takes `/campaigns/` for `/campaigns`: an empty id must not turn a get into a list.
  if (url.pathname.endsWith('/')) return notFound();
  const { scope } = endpoint;
  if (scope !== null && !principal.scopes.has(scope)) return missingScope(scope);

  const call = {
    request,
    url,
    params,
    world,
    origin,
    user: principal.user,
    clientId: principal.client_id,
    latencyMs,
  };
  if (endpoint.within === 'user') return endpoint.run(call);

  const tenantId = params['tenant'] ?? '';
  const membership = membershipOf(call.user, tenantId);
  const tenant = membership && world.tenant(tenantId);
  if (membership === undefined || tenant === undefined) return notFound();
  if (!may(membership, endpoint.permission)) {
    // A list that is empty for want of a right would be a lie; one entity that may not be seen does not exist. What may be done to
    // an entity is said before it is looked for.
    const hides = endpoint.entity !== undefined && endpoint.effect === 'read';
    return hides ? notFound() : missingPermission(endpoint.permission);
  }
  return endpoint.run({ ...call, tenant, membership });
}

async function conclude(
  request: Request,
  subject: Subject,
  setup: ApiSetup,
  answer: (principal: ApiPrincipal, latencyMs: number) => Promise<unknown>,
): Promise<Response> {
  const { world, faults } = setup;
  settle(world);
  const failed = (error: unknown): Refusal => {
    setup.onBug(error);
    return internalError();
  };
  const caller = await callerOf(request, setup).catch(failed);
  const principal = caller instanceof Refusal ? null : caller;
  const fault = faultOn(request, subject, principal, faults);
  const latencyMs = fault?.latencyMs ?? 0;
  const made = fault && outcomeOfFault(fault);
  const workMs = subject.isWork === true && made === null ? latencyMs : 0;
  const trueAnswer = async (): Promise<unknown> =>
    caller instanceof Refusal
      ? caller
      : ((await setup.rateLimit(caller.user.id)) ?? (await answer(caller, workMs).catch(failed)));
  const answered = made ?? (await trueAnswer());
  const { status, body, headers } = made ?? outcomeOf(answered);
  const entity = answered instanceof Made ? answered.entity : subject.entity;
  const requestId = request.headers.get('x-request-id');
  const callId = requestId ?? traceIdOf(request.headers);
  const tenantId = subject.params['tenant'];

  world.journal.append({
    via: 'api',
    endpoint: subject.endpoint,
    method: request.method,
    path: kept(new URL(request.url).pathname),
    effect: subject.effect,
    tenant_id: tenantId !== undefined && world.tenantIds.includes(tenantId) ? tenantId : null,
    user_id: principal?.user.id ?? null,
    client_id: principal?.client_id ?? null,
    scopes: [...(principal?.scopes ?? [])],
    status,
    ...(callId !== undefined && { mcp_request_id: kept(callId) }),
    ...(entity && { entity }),
    ...(answered instanceof Made && answered.effects),
    ...(fault && { fault: Object.keys(fault) }),
  });
  const now = world.clock.now();
  const response = Response.json(body, {
    status,
    headers: {
      ...headers,
      date: now.toUTCString(),
      'cache-control': 'no-store',
      ...(requestId !== null && { 'x-request-id': requestId }),
    },
  });
  return fault === null
    ? response
    : deliver(response, { ...fault, latencyMs: latencyMs - workMs }, { signal: request.signal, now });
}

function faultOn(
  request: Request,
  { endpoint }: Subject,
  principal: ApiPrincipal | null,
  faults: Faults,
): FaultEffect | null {
  const user = principal === null ? [] : [principal.user.id, principal.user.email];
  return faults.effectOn({ endpoint, method: request.method, url: request.url, user });
}

/** @see W3C Trace Context, section 3.2.2.3 "trace-id" */
function traceIdOf(headers: Headers): string | undefined {
  return /^[\da-f]{2}-([\da-f]{32})-/.exec(headers.get('traceparent') ?? '')?.[1];
}

function kept(text: string): string {
  return text.slice(0, LONGEST_KEPT);
}

/** The token that a request carries. */
export function bearerOf(request: Request): string | undefined {
  return /^bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1];
}

/** Who calls, with the rights of this moment; nobody speaks for a disabled user. */
async function callerOf(request: Request, { world, principal }: ApiSetup): Promise<ApiPrincipal | Refusal> {
  const bearer = bearerOf(request);
  const speaker = bearer === undefined ? null : await principal(bearer);
  const user = speaker && world.users.find(speaker.user.id);
  return speaker && user && !user.disabled ? { ...speaker, user } : unauthorized(bearer !== undefined);
}

/** What a request would do that no operation takes. */
export function effectOfMethod(method: string): Effect {
  if (method === 'DELETE') return 'delete';
  return ['GET', 'HEAD', 'OPTIONS'].includes(method) ? 'read' : 'modify';
}
