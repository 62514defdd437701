import { openWorld } from '#fixtures/open-world.ts';
import { SCALES } from '#fixtures/world-data.ts';
import type { Scale } from '#fixtures/world-data.ts';
import { assembleSimulator } from './assemble.ts';
import type { Simulator } from './assemble.ts';
import type { RateLimit } from './endpoints/rate-limit.ts';
import { openPorts } from './network/open-ports.ts';
import type { OpenPorts, Ports } from './network/open-ports.ts';
import { createAuthorizationServer } from './oauth/authorization-server.ts';
import { createKeptRows } from './storage/kept-rows.ts';
import { keepState } from './storage/keep-state.ts';
import { originOf } from './storage/origin.ts';
import { memoryStorage, openStorage } from './storage/storage.ts';
import { createClock } from './tenant/clock.ts';
import { createWorld } from './tenant/world.ts';

export type { Simulator };

export interface SimulatorOptions {
  seed?: number;
  scale?: Scale;
  /** An ISO instant where the world's clock starts; absent: now. */
  clock?: string;
  /** A folder that keeps data, grants, clock and journal; absent: they end with the process. */
  data?: string | undefined;
  /** Told that a change could not be kept: the process must end, as a restart would not find what it had answered. */
  onLost?: (error: unknown) => void;
  /** The simulator's public origin, without a slash at the end; it is also the issuer of tokens. */
  origin: string;
  /** The canonical URL of the connector: the only resource that tokens are issued for. */
  mcpResource: string;
  /** Where the connector publishes the key that it signs its client assertions with. */
  connectorJwksUrl: string;
  refreshGraceSeconds: number;
  extraRedirectUris: readonly string[];
  /** Whether the public API shows the documented oddities. */
  quirks?: boolean | undefined;
  /** Of the tenant API, for each user; without it requests are not counted. */
  rateLimit?: RateLimit | undefined;
  /** Fetches key sets and client ID metadata documents. */
  fetch?: typeof fetch;
  /** Told of what was thrown while a request was answered: a bug, never an expected outcome. */
  onBug?: (error: unknown) => void;
}

/** A simulated tenant with its API, authorization server, console and control API, on no port yet. */
export async function createSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { origin, data, onBug = rethrow, onLost = rethrow } = options;
  const storage = data === undefined ? memoryStorage() : openStorage(data);
  const asked = { seed: options.seed, scale: options.scale, clock: options.clock };
  const standard = { seed: 1, scale: SCALES[0], clock: createClock().now().toISOString() };
  const begun = originOf(storage, data ?? 'Memory', asked, standard);
  const world = createWorld({ ...begun, clock: new Date(begun.clock), open: openWorld });
  const letGo =
    data === undefined ? null : keepState(world.state, 'default', createKeptRows(storage), onLost);
  const authorizationServer = await createAuthorizationServer({
    world,
    issuer: origin,
    mcpResource: options.mcpResource,
    apiResource: `${origin}/api`,
    connectorJwksUrl: options.connectorJwksUrl,
    refreshGraceSeconds: options.refreshGraceSeconds,
    extraRedirectUris: options.extraRedirectUris,
    storage,
    ...(options.fetch && { fetch: options.fetch }),
    onBug,
  });
  return assembleSimulator({
    world,
    authorizationServer,
    origin,
    onBug,
    rateLimit: options.rateLimit,
    quirks: options.quirks,
    close() {
      letGo?.();
      storage.close();
    },
  });
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
    const close = async (): Promise<void> => {
      await open.close();
      simulator.close();
    };
    return { ...open, close, simulator };
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
