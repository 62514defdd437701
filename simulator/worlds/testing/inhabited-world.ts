import { openWorld } from '#fixtures/open-world.ts';
import { z } from 'zod';
import { assembleSimulator, type Simulator } from '../../assemble.ts';
import { createAuthorizationServer } from '../../oauth/authorization-server.ts';
import { accountName, STANDARD_WORLD } from '../../tenant/accounts.ts';
import { createWorlds } from '../worlds.ts';

const START = '2026-11-22T14:00:00.000Z';
const ORIGIN = 'http://localhost:4320';
const fail = (error: unknown): never => {
  throw error;
};

// What the demo world begins with never changes: the simulators of a test file have it in common.
const [begun, rest] = [{ seed: 1, scale: 'small' } as const, { epoch: new Date(START) }];
const data = openWorld({ ...begun, ...rest });

/** The whole simulator with the demo world, and room for others. */
export async function startSimulator(): Promise<Simulator> {
  const worlds = createWorlds({ ...begun, clock: rest.epoch, open: () => data });
  const authorizationServer = await createAuthorizationServer({
    worlds,
    issuer: ORIGIN,
    mcpResource: 'http://localhost:4310/mcp',
    apiResource: `${ORIGIN}/api`,
    connectorJwksUrl: 'http://localhost:4310/.well-known/jwks.json',
    refreshGraceSeconds: 0,
    extraRedirectUris: [],
    onBug: fail,
  });
  return assembleSimulator({
    world: worlds.standard,
    worlds,
    authorizationServer,
    origin: ORIGIN,
    onBug: fail,
  });
}

const bodySchema = z.union([
  z.record(z.string(), z.unknown()),
  z.array(z.unknown()).transform((rules): Record<string, unknown> => ({ rules })),
]);

/** An answer; a list stands below `rules`. */
export interface Told {
  status: number;
  body: Record<string, unknown>;
}

/** One world of a simulator as its people and its tests use it, by the API and by the control API. */
export class InhabitedWorld {
  readonly #simulator: Simulator;
  readonly #name: string;
  token = '';

  private constructor(simulator: Simulator, name: string) {
    this.#simulator = simulator;
    this.#name = name;
  }

  /** Makes the world where there is none of that name. Its clock stands. */
  static async open(simulator: Simulator, name: string): Promise<InhabitedWorld> {
    if (simulator.worlds.find(name) === undefined) simulator.worlds.create({ name });
    const world = new InhabitedWorld(simulator, name);
    await world.control('POST', '/clock', { frozen: true, to: START });
    await world.renewToken('marketer@lumenplay.example');
    return world;
  }

  /** Speaks as this user from now on; as whoever spoke before when the user is disabled. */
  async renewToken(email: string): Promise<void> {
    const { body } = await this.control('POST', '/tokens', { user: accountName(this.#name, email) });
    this.token = z.object({ token: z.string() }).safeParse(body).data?.token ?? this.token;
  }

  async api(method: string, path: string, body?: object): Promise<Told> {
    return told(
      await this.#simulator.fetch(`/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  }

  async control(method: string, path: string, body?: unknown): Promise<Told> {
    const place = this.#name === STANDARD_WORLD ? path : `/worlds/${this.#name}${path}`;
    return told(
      await this.#simulator.control.fetch(place, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  }

  draft(name: string): Promise<Told> {
    return this.api('POST', '/tenants/lumenplay/drafts/triggers', { name, event: 'deposit' });
  }
}

async function told(response: Response): Promise<Told> {
  return { status: response.status, body: bodySchema.parse(await response.json()) };
}
