import { openWorld } from '#fixtures/open-world.ts';
import { assembleSimulator } from './assemble.ts';
import type { Simulator } from './assemble.ts';
import { openPorts } from './network/open-ports.ts';
import type { OpenPorts, Ports } from './network/open-ports.ts';
import { readOptions, type SimulatorOptions } from './options.ts';
import { withoutRuntimeWarning } from './runtime-warning.ts';
import { createKeptRows } from './storage/kept-rows.ts';
import { keepWorlds } from './storage/keep-worlds.ts';
import { originOf } from './storage/origin.ts';
import { problemOfKept } from './storage/problem-of-kept.ts';
import { memoryStorage, openStorage } from './storage/storage.ts';
import { createClock } from './tenant/clock.ts';
import { createWorlds } from './worlds/worlds.ts';

export type { Simulator, SimulatorOptions };

const { createAuthorizationServer } = await withoutRuntimeWarning(
  () => import('./oauth/authorization-server.ts'),
);

/** A simulated tenant with its API, authorization server, console and control API, on no port yet. */
export async function createSimulator(given: SimulatorOptions = {}): Promise<Simulator> {
  const { data, rateLimit, onBug: tell = rethrow, onLost = rethrow, ...options } = readOptions(given);
  let isClosed = false;
  // Whatever still ran then finds nothing to write to any more.
  const onBug = (error: unknown): void => {
    if (!isClosed) tell(error);
  };
  const storage = data === undefined ? memoryStorage() : openStorage(data);
  try {
    const begun = originOf(storage, data ?? 'Memory', options, createClock().now());
    const worlds = createWorlds({ ...begun, clock: new Date(begun.clock), open: openWorld });
    const letGo = data === undefined ? null : keepWorlds(worlds, createKeptRows(storage), onLost);
    const authorizationServer = await createAuthorizationServer({
      worlds,
      issuer: options.origin,
      mcpResource: options.mcpResource,
      apiResource: `${options.origin}/api`,
      connectorJwksUrl: options.connectorJwksUrl,
      refreshGraceSeconds: options.refreshGraceSeconds,
      extraRedirectUris: options.extraRedirectUris,
      storage,
      ...(options.fetch && { fetch: options.fetch }),
      onBug,
    });
    return await assembleSimulator({
      world: worlds.standard,
      worlds,
      authorizationServer,
      origin: options.origin,
      onBug,
      rateLimit,
      quirks: options.quirks,
      close() {
        isClosed = true;
        letGo?.();
        storage.close();
      },
    });
  } catch (error) {
    storage.close();
    throw problemOfKept(error, data ?? 'Memory');
  }
}

/** A simulator on open ports. Where no origin is given, it is `localhost` with the scheme and the port that were opened. */
export async function openSimulator(
  ports: Ports,
  options: SimulatorOptions = {},
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
