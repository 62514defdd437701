import type { Mischief } from '../define.ts';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Sockets, Target } from '../connector.ts';
import { createFixtureServer } from '../protocol/fixture-server.ts';
import type { Fetch } from '../wire.ts';
import { createAuthorizationServer } from './sound/authorization-server.ts';
import { answerControl } from './sound/control.ts';
import { answerMcp } from './sound/mcp-endpoint.ts';
import { createResourceServer } from './sound/resource-server.ts';
import { openSockets } from './sound/sockets.ts';
import { createSoundWorld } from './sound/world.ts';
import type { SoundWorld, Speaker } from './sound/world.ts';

const CONNECTOR = 'https://connector.test';
const ISSUER = 'https://issuer.test';
const CONTROL = 'https://control.test';
const FIXTURES = 'https://fixtures.test';
const MCP = `${CONNECTOR}/mcp`;
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

  const door = { resource: MCP, issuer: ISSUER, speaker: async (bearer: string) => server.speaker(bearer) };
  const protocol = createMcpHandler(createFixtureServer, { responseMode: 'auto' });
  const fixtures = createResourceServer({ ...door, answer: async (request) => protocol.fetch(request) });
  const connector = createResourceServer({
    ...door,
    answer: async (request, speaker) => answerMcp(request, world, speaker, refuse),
  });

  const fetch: Fetch = async (request) => {
    switch (new URL(request.url).origin) {
      case CONNECTOR:
        return connector(request);
      case ISSUER:
        return server.fetch(request);
      case FIXTURES:
        return fixtures(request);
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
    sockets: socketsOf(fetch),
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

/** The ports of the stack, opened when they are first asked for. */
export function socketsOf(fetch: Fetch): () => Promise<Sockets> {
  let open: Promise<Sockets> | undefined;
  return async () => (open ??= openSockets(fetch, { connector: new URL(MCP), fixtures: new URL(FIXTURES) }));
}

function mischiefIn(world: SoundWorld): Mischief {
  const stranger = {
    id: 'service',
    email: '',
    password: '',
    tenant: 'alpha',
    role: '',
    brands: [],
    disabled: false,
  };
  return {
    upstream: (effect, endpoint = effect) =>
      world.request({ user: stranger, clientId: 'service', scopes: [] }, effect, endpoint),
    touch() {
      const thing = world.tenants.get('alpha')?.get('promotion')?.[0];
      if (thing !== undefined) thing['touched'] = true;
    },
  };
}
