import type { ApiKey } from '#fixtures/api-keys.ts';
import { effectOfMethod } from '../endpoints/serve.ts';
import { deliver } from '../faults/deliver.ts';
import type { Faults } from '../faults/faults.ts';
import type { World } from '../ports.ts';
import { settle } from '../tenant/life/settle.ts';
import { Answered } from './answered.ts';
import { effectsOfCall } from './effects-of-call.ts';
import type { CallEffects } from './effects-of-call.ts';
import { Problem } from './problem.ts';
import type { NamedFunction } from './registry.ts';
import type { Render } from './render.ts';
import type { Found, Resolver } from './resolve.ts';
import { rolesFor } from './roles.ts';

export interface PublicSetup {
  world: World;
  /** The key that a text is, or null. */
  apiKey: (text: string) => ApiKey | null;
  /** Whether a key asks too often. */
  isTooOften: (key: ApiKey, limit: NamedFunction['limit']) => Promise<boolean>;
  faults: Faults;
  /** How answers and problems are written. */
  render: Render;
  /** Told of every bug: what a function threw while it answered. */
  onBug: (error: unknown) => void;
}

const LONGEST_KEPT = 200;

/** Answers one call: key, fault, address, rate limit, role, query, body, function, in this order; then the journal. */
export async function servePublic(
  request: Request,
  resolver: Resolver,
  setup: PublicSetup,
): Promise<Response> {
  const { world, faults } = setup;
  settle(world);
  const url = new URL(request.url);
  const found = resolver.find(url.pathname);
  const called = found.functions.find(({ method }) => method === methodOf(request));
  const key = keyOf(request, setup);
  const endpoint = called?.id ?? 'unknown';
  const user = key instanceof Problem ? [] : [key.nickname];
  const fault = faults.effectOn({ endpoint, method: request.method, url: request.url, user });
  let effects: CallEffects | undefined;
  const outcome = await answer().catch((error: unknown) => {
    setup.onBug(error);
    return new Problem(500, 'The simulator failed on this call. Its log has the reason.');
  });

  async function answer(): Promise<unknown> {
    if (fault?.staleToken === true) return NO_SUCH_KEY;
    if (fault?.body !== undefined) return new Answered(fault.status ?? 200, fault.body);
    if (fault?.status !== undefined && fault.status !== 200)
      return new Problem(fault.status, 'A fault that was set in the simulator.');
    if (key instanceof Problem) return key;
    if (called === undefined) return unknownAddress(url.pathname, found);
    if (await setup.isTooOften(key, called.limit)) return new Problem(429, TOO_MANY);
    const roles = rolesFor(called.path);
    if (!roles.includes(key.role))
      return new Problem(
        403,
        `A key of the role ${key.role} may not call this. It takes ${roles.join(' or ')}.`,
      );
    const tenant = world.tenant(key.tenant);
    if (tenant === undefined) return NO_SUCH_KEY;
    effects = effectsOfCall(world, key.tenant, {
      via: 'public',
      endpoint,
      user_id: null,
      client_id: key.nickname,
    });
    return called.run({ request, url, params: found.params, world, tenant, key, effects });
  }

  const { status, body, headers } = setup.render(outcome, called);
  world.journal.append({
    via: 'public',
    endpoint,
    method: request.method,
    path: url.pathname.slice(0, LONGEST_KEPT),
    effect: called?.effect ?? effectOfMethod(request.method),
    tenant_id: key instanceof Problem ? null : key.tenant,
    user_id: null,
    client_id: key instanceof Problem ? null : key.nickname,
    scopes: [],
    status,
    ...(effects && effects.changes.length > 0 && { changes: [...effects.changes] }),
    ...(effects && effects.messages > 0 && { messages: effects.messages }),
    ...(fault && { fault: Object.keys(fault) }),
  });
  const now = world.clock.now();
  const response = new Response(body, {
    status,
    headers: {
      ...headers,
      date: now.toUTCString(),
      'cache-control': 'no-store',
      ...(body === null && { 'content-length': '0' }),
    },
  });
  return fault === null ? response : deliver(response, fault, { signal: request.signal, now });
}

const TOO_MANY = 'You have exceeded the rate limit for this API group. Please retry later.';
const NO_SUCH_KEY = new Problem(401, 'The API key is unknown. The keys of the demo world are in the README.');

function keyOf(request: Request, { apiKey }: PublicSetup): ApiKey | Problem {
  const given = request.headers.get('x-api-key');
  if (given === null) return new Problem(401, 'This API needs a key. Send it as "X-API-KEY: …".');
  return apiKey(given) ?? NO_SUCH_KEY;
}

function methodOf({ method }: Request): string {
  return method === 'HEAD' ? 'GET' : method;
}

function unknownAddress(pathname: string, { functions }: Found): Problem {
  if (functions.length === 0)
    return new Problem(
      404,
      `No function of the public API has the address ${pathname.slice(0, LONGEST_KEPT)}. /openapi.json has them all.`,
    );
  const allow = functions.map(({ method }) => (method === 'GET' ? 'GET, HEAD' : method)).join(', ');
  return new Problem(405, `This address takes ${allow} only.`, { allow });
}
