import type { Mischief } from '../define.ts';
import type { Target } from '../connector.ts';
import { createGate } from '../inside.ts';
import type { Fetch, Json } from '../wire.ts';
import { createAuthorizationServer, SCOPES } from './sound/authorization-server.ts';
import { answerControl } from './sound/control.ts';
import { answerMcp } from './sound/mcp-endpoint.ts';
import { createNotes } from './sound/notes.ts';
import { ToolRefusal } from './sound/tools.ts';
import { answerApi, API, bearerIn, createUpstream, introspect, ISSUER } from './sound/upstream.ts';
import { createSoundWorld } from './sound/world.ts';
import type { SoundWorld } from './sound/world.ts';

const CONNECTOR = 'https://connector.test';
const CONTROL = 'https://control.test';
const MCP = `${CONNECTOR}/mcp`;
const METADATA = '/.well-known/oauth-protected-resource/mcp';
const CALLS_PER_USER = 50;

/** The smallest connector that keeps every requirement, with tenant, authorization server and witness, in memory. */
export async function soundStack({ throttle = false } = {}): Promise<{ target: Target; mischief: Mischief }> {
  const world = createSoundWorld();
  const server = await createAuthorizationServer(world, ISSUER, MCP);
  const inside = createGate();
  const saboteur = createGate();
  const upstream = createUpstream(saboteur.outbound(inside.outbound(async (request) => fetch(request))));
  const notes = createNotes();
  const calls = new Map<string, number>();

  /** One tool call, written down with its end. */
  const callAs = async (user: string, bearer: string, tool: string, args: Json): Promise<Json> => {
    const count = (calls.get(user) ?? 0) + 1;
    calls.set(user, count);
    try {
      if (throttle && count > CALLS_PER_USER)
        throw new ToolRefusal('Rate limit: 50 calls in 10 seconds. Wait 10 seconds.');
      const result = await upstream.call(bearer, tool, args);
      notes.add({ user, tool, arguments: args, outcome: 'ok', result });
      return result;
    } catch (error) {
      notes.add({ user, tool, arguments: args, outcome: 'refused', result: String(error) });
      throw error;
    }
  };

  const connector = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === METADATA) {
      return Response.json({
        resource: MCP,
        authorization_servers: [ISSUER],
        scopes_supported: SCOPES,
        bearer_methods_supported: ['header'],
      });
    }
    if (pathname !== '/mcp') return new Response(null, { status: 404 });
    const bearer = bearerIn(request);
    const user = bearer === null ? null : await upstream.userOf(bearer).catch(() => undefined);
    if (user === undefined) return new Response(null, { status: 503 });
    if (user === null || bearer === null) {
      const error = bearer === null ? '' : 'error="invalid_token", ';
      const challenge = `Bearer ${error}scope="${SCOPES.join(' ')}", resource_metadata="${CONNECTOR}${METADATA}"`;
      return new Response(null, { status: 401, headers: { 'www-authenticate': challenge } });
    }
    return answerMcp(request, async (tool, args) => callAs(user, bearer, tool, args));
  };

  const fetch: Fetch = async (request) => {
    const { origin, pathname } = new URL(request.url);
    switch (origin) {
      case CONNECTOR:
        return connector(request);
      case ISSUER:
        return pathname === '/introspect' ? introspect(request, server) : server.fetch(request);
      case API:
        return answerApi(request, world, server);
      case CONTROL:
        return answerControl(request, world, server);
      default:
        throw new TypeError(`there is nothing at ${request.url}`);
    }
  };

  const [wide, narrow, other] = world.users;
  const target: Target = {
    url: new URL(MCP),
    fetch,
    control: new URL(CONTROL),
    people: {
      ...(wide !== undefined && { wide }),
      ...(narrow !== undefined && { narrow }),
      ...(other !== undefined && { 'other-tenant': other }),
    },
    inside: { origins: [API, ISSUER], gate: inside.gate, written: notes.written },
    ...(!throttle && { throttled: async () => (await soundStack({ throttle: true })).target }),
  };
  return {
    target,
    mischief: { ...mischiefIn(world), outbound: saboteur.gate, write: notes.write, rewrite: notes.rewrite },
  };
}

function mischiefIn(world: SoundWorld): Pick<Mischief, 'upstream' | 'touch'> {
  const stranger = { id: 'service', email: '', password: '', tenant: 'alpha', brands: [], disabled: false };
  return {
    upstream: (effect, endpoint = effect) =>
      world.request({ user: stranger, clientId: 'service', scopes: [] }, effect, endpoint),
    touch() {
      const thing = world.tenants.get('alpha')?.get('promotion')?.[0];
      if (thing !== undefined) thing['touched'] = true;
    },
  };
}
