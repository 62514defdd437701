import type { Mischief } from '../define.ts';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Target } from '../connector.ts';
import { createGate } from '../witness/inside.ts';
import { createFixtureServer } from '../protocol/fixture-server.ts';
import type { Fetch, Json } from '../client/wire.ts';
import { createAuthorizationServer } from './sound/authorization-server.ts';
import { answerControl } from './sound/control.ts';
import { answerMcp } from './sound/mcp-endpoint.ts';
import { createNotes } from './sound/notes.ts';
import { createResourceServer } from './sound/resource-server.ts';
import { FIXTURES, socketsOf } from './sound/sockets.ts';
import { ToolRefusal } from './sound/tools.ts';
import { answerApi, answerIssuer, API, createUpstream, ISSUER } from './sound/upstream.ts';
import { createSoundWorld } from './sound/world.ts';
import type { SoundWorld } from './sound/world.ts';

const CONNECTOR = 'https://connector.test';
const CONTROL = 'https://control.test';
const MCP = `${CONNECTOR}/mcp`;
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

  const identityOf = async (bearer: string) => upstream.identityOf(bearer);
  const door = { resource: MCP, issuer: ISSUER, identityOf };
  const protocol = createMcpHandler(createFixtureServer, { responseMode: 'auto' });
  const fixtures = createResourceServer({ ...door, answer: async (request) => protocol.fetch(request) });
  const connector = createResourceServer({
    ...door,
    async answer(request, { user: id, scopes }, bearer) {
      const user = world.userOf(id);
      if (user === undefined) return new Response(null, { status: 401 });
      const by = { user, clientId: '', scopes };
      return answerMcp(request, { world, by, call: async (tool, args) => callAs(id, bearer, tool, args) });
    },
  });

  const fetch: Fetch = async (request) => {
    switch (new URL(request.url).origin) {
      case CONNECTOR:
        return connector(request);
      case ISSUER:
        return answerIssuer(request, server);
      case API:
        return answerApi(request, world, server);
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
    sockets: socketsOf(fetch, new URL(MCP)),
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
    mischief: {
      ...mischiefIn(world),
      outbound: saboteur.gate,
      inProcess: (deed) => deed(),
      write: notes.write,
      rewrite: notes.rewrite,
    },
  };
}

function mischiefIn(world: SoundWorld): Pick<Mischief, 'upstream' | 'touch'> {
  const nobody = { email: '', password: '', role: '', brands: [], disabled: false };
  const stranger = { ...nobody, id: 'service', tenant: 'alpha' };
  return {
    upstream: (effect, endpoint = effect) =>
      world.write({ user: stranger, clientId: 'service', scopes: [] }, effect, endpoint),
    touch() {
      const thing = world.tenants.get('alpha')?.get('promotion')?.[0];
      if (thing !== undefined) thing['touched'] = Number(thing['touched'] ?? 0) + 1;
    },
  };
}
