import { openWorld } from '#fixtures/open-world.ts';
import { SCALES } from '#fixtures/world-data.ts';
import type { Scale } from '#fixtures/world-data.ts';
import { assembleSimulator } from './assemble.ts';
import type { Simulator } from './assemble.ts';
import type { RateLimit } from './endpoints/rate-limit.ts';
import { openPorts } from './network/open-ports.ts';
import type { OpenPorts, Ports } from './network/open-ports.ts';
import { createAuthorizationServer } from './oauth/authorization-server.ts';
import { createWorld } from './tenant/world.ts';

export type { Simulator };

export interface SimulatorOptions {
  seed?: number;
  scale?: Scale;
  /** An ISO instant where the world's clock starts; absent: now. */
  clock?: string;
  /** The simulator's public origin, without a slash at the end; it is also the issuer of tokens. */
  origin: string;
  /** The canonical URL of the connector: the only resource that tokens are issued for. */
  mcpResource: string;
  /** Where the connector publishes the key that it signs its client assertions with. */
  connectorJwksUrl: string;
  refreshGraceSeconds: number;
  extraRedirectUris: readonly string[];
  /** Of the tenant API, for each user; without it requests are not counted. */
  rateLimit?: RateLimit | undefined;
  /** Fetches key sets and client ID metadata documents. */
  fetch?: typeof fetch;
  /** Told of what was thrown while a request was answered: a bug, never an expected outcome. */
  onBug?: (error: unknown) => void;
}

/** A simulated tenant with its API, authorization server, console and control API, on no port yet. */
export async function createSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { origin, onBug = rethrow } = options;
  const world = createWorld({
    seed: options.seed ?? 1,
    scale: options.scale ?? SCALES[0],
    ...(options.clock !== undefined && { clock: new Date(options.clock) }),
    open: openWorld,
  });
  const authorizationServer = await createAuthorizationServer({
    world,
    issuer: origin,
    mcpResource: options.mcpResource,
    apiResource: `${origin}/api`,
    connectorJwksUrl: options.connectorJwksUrl,
    refreshGraceSeconds: options.refreshGraceSeconds,
    extraRedirectUris: options.extraRedirectUris,
    ...(options.fetch && { fetch: options.fetch }),
    onBug,
  });
  return assembleSimulator({ world, authorizationServer, origin, onBug, rateLimit: options.rateLimit });
}

/** A simulator on open ports. Where no origin is given, it is `localhost` with the scheme and the port that were opened. */
export async function openSimulator(
  ports: Ports,
  options: Omit<SimulatorOptions, 'origin'> & { origin?: string },
): Promise<OpenPorts & { simulator: Simulator }> {
  const { promise, resolve, reject } = Promise.withResolvers<Simulator>();
  const open = await openPorts(ports, () => promise);
  const origin = options.origin ?? `${new URL(open.url).protocol}//localhost:${open.port}`;
  try {
    const simulator = await createSimulator({ ...options, origin });
    resolve(simulator);
    return { ...open, simulator };
  } catch (error) {
    // A request that waits for the simulator learns of it too; where none waits, the caller does.
    promise.catch(() => undefined);
    reject(error);
    await open.close();
    throw error;
  }
}

/** Lets a bug end the process: whoever does not look after bugs must not overlook them. */
function rethrow(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
