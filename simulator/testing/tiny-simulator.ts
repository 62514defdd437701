import type { ApiScope } from '#contract/scopes.ts';
import { assembleSimulator } from '../assemble.ts';
import type { Simulator, SimulatorParts } from '../assemble.ts';
import type { AuthorizationServer, World } from '../ports.ts';
import { createTinyWorld } from './tiny-world.ts';

export const ORIGIN = 'http://localhost:4320';

const SCOPES: Readonly<Record<string, readonly ApiScope[]>> = {
  user: ['api:read'],
  drafter: ['api:read', 'api:drafts'],
  narrow: [],
};

/**
 * An authorization server whose tokens say who speaks: `user:<email or id>`, `drafter:<…>` for one that may draft too, or
 * `narrow:<…>` for one without the read scope.
 */
export function nameTokens(world: World): AuthorizationServer {
  return {
    paths: ['/oauth/', '/sign-in'],
    fetch: async (request) => new Response(`authorization server: ${new URL(request.url).pathname}`),
    async principal(bearer) {
      const [kind = '', name = ''] = bearer.split(':');
      const scopes = SCOPES[kind];
      const user = scopes && world.users.find(name);
      return user === undefined ? null : { user, client_id: 'tests', scopes: new Set(scopes) };
    },
    accountOf: (bearer) => bearer.split(':')[1] ?? null,
    signedIn: async () => null,
    tokensFor: async ({ user }) => ({ api: `drafter:${user.email}`, mcp: `mcp:${user.email}` }),
    revoke: () => 3,
    reset: () => undefined,
  };
}

/** The simulator over the tiny world, or another. A bug in it fails the test. */
export async function createTinySimulator(
  more: Pick<SimulatorParts, 'quirks' | 'rateLimit'> = {},
  world: World = createTinyWorld(),
): Promise<Simulator> {
  return assembleSimulator({
    world,
    origin: ORIGIN,
    authorizationServer: nameTokens(world),
    ...more,
    onBug(error) {
      throw error;
    },
  });
}

/** A GET of the tenant API below `/api/v1`, as a user. */
export async function getAs(simulator: Simulator, user: string, path: string): Promise<Response> {
  return simulator.fetch(
    new Request(`${ORIGIN}/api/v1${path}`, { headers: { authorization: `Bearer user:${user}` } }),
  );
}

/** A POST of a draft, as a user whose token allows it. */
export async function draftAs(
  simulator: Simulator,
  user: string,
  path: `/tenants/${string}/drafts/${string}`,
  body: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  return simulator.fetch(
    new Request(`${ORIGIN}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer drafter:${user}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  );
}

/** A call of any method below `/api/v1`, as a user whose token has both scopes. */
export async function callAs(
  simulator: Simulator,
  user: string,
  method: string,
  path: string,
  body?: object,
): Promise<Response> {
  return simulator.fetch(
    new Request(`${ORIGIN}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer drafter:${user}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
}
