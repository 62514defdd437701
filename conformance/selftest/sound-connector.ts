import type { Mischief } from '../define.ts';
import type { Target } from '../connector.ts';
import type { Fetch } from '../wire.ts';
import { createAuthorizationServer, SCOPES } from './sound/authorization-server.ts';
import { answerControl } from './sound/control.ts';
import { answerMcp } from './sound/mcp-endpoint.ts';
import { createSoundWorld } from './sound/world.ts';
import type { SoundWorld, Speaker } from './sound/world.ts';

const CONNECTOR = 'https://connector.test';
const ISSUER = 'https://issuer.test';
const CONTROL = 'https://control.test';
const MCP = `${CONNECTOR}/mcp`;
const METADATA = '/.well-known/oauth-protected-resource/mcp';
const CALLS_PER_USER = 50;

/** The smallest connector that keeps every requirement, with tenant, authorization server and witness, in memory. */
export async function soundStack({ throttle = false } = {}): Promise<{ target: Target; mischief: Mischief }> {
  const world = createSoundWorld();
  const server = await createAuthorizationServer(world, ISSUER, MCP);
  const calls = new Map<string, number>();
  const refuse = ({ user }: Speaker): string | null => {
    const count = (calls.get(user.id) ?? 0) + 1;
    calls.set(user.id, count);
    return throttle && count > CALLS_PER_USER ? 'Rate limit: 50 calls in 10 seconds. Wait 10 seconds.' : null;
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
    const [scheme, bearer] = (request.headers.get('authorization') ?? '').split(' ');
    const speaker = scheme?.toLowerCase() === 'bearer' ? await server.speaker(bearer ?? '') : null;
    if (speaker === null) {
      const error = bearer === undefined ? '' : 'error="invalid_token", ';
      const challenge = `Bearer ${error}scope="${SCOPES.join(' ')}", resource_metadata="${CONNECTOR}${METADATA}"`;
      return new Response(null, { status: 401, headers: { 'www-authenticate': challenge } });
    }
    return answerMcp(request, world, speaker, refuse);
  };

  const fetch: Fetch = async (request) => {
    switch (new URL(request.url).origin) {
      case CONNECTOR:
        return connector(request);
      case ISSUER:
        return server.fetch(request);
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
    ...(!throttle && { throttled: async () => (await soundStack({ throttle: true })).target }),
  };
  return { target, mischief: mischiefIn(world) };
}

function mischiefIn(world: SoundWorld): Mischief {
  const stranger = { id: 'service', email: '', password: '', tenant: 'alpha', brands: [], disabled: false };
  return {
    upstream: (effect, endpoint = effect) =>
      world.write({ user: stranger, clientId: 'service', scopes: [] }, effect, endpoint),
    touch() {
      const thing = world.tenants.get('alpha')?.get('promotion')?.[0];
      if (thing !== undefined) thing['touched'] = Number(thing['touched'] ?? 0) + 1;
    },
  };
}
