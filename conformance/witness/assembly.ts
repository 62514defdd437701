import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Target } from '../connector.ts';
import { createGate } from './inside.ts';
import type { Written } from './inside.ts';
import type { Fetch } from '../client/wire.ts';

export interface AssembleOptions {
  /** Wraps the only way by which the connector reaches anything. */
  outbound: (send: Fetch) => Fetch;
  /** With the standard rate limit; without any where false. */
  throttle: boolean;
}

/** A connector and the simulator behind it, in this process. The function `assemble` of the module of `--in-process` resolves to it. */
export interface Assembly {
  /** The MCP endpoint; it is open on this port as well. */
  connector: string;
  /** The port where the same HTTP stack serves the fixtures of `protocol/fixture-server.ts`, for the official suite. */
  fixtures?: string;
  /** The control API of the simulator. */
  control: string;
  /** The origins that the connector may connect to. */
  origins: readonly string[];
  people: Target['people'];
  /** Reaches connector, issuer and control API by their origins, without a socket in between. */
  fetch: Fetch;
  written: () => Promise<Written>;
  close: () => Promise<void>;
}

const moduleSchema = z.object({
  assemble: z.custom<(options: AssembleOptions) => Promise<Assembly>>((value) => typeof value === 'function'),
});

export type Assemble = z.infer<typeof moduleSchema>['assemble'];

/** The function of a module that assembles; `complain` ends it all with what is wrong with the file. */
export async function loadAssembly(file: string, complain: (what: string) => never): Promise<Assemble> {
  const loaded: unknown = await import(pathToFileURL(resolve(file)).href).catch((error: unknown) =>
    complain(`${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`),
  );
  const parsed = moduleSchema.safeParse(loaded);
  return parsed.success
    ? parsed.data.assemble
    : complain(`${file} exports no function assemble: see "In one process" in README.md`);
}

/** Starts what is assembled: once now, and once more with a rate limit when that is asked for. */
export async function startAssembly(
  assemble: Assemble,
): Promise<{ target: Target; stop: () => Promise<void> }> {
  const started: Promise<Assembly>[] = [];

  const start = async (throttle: boolean): Promise<Target> => {
    const { outbound, gate } = createGate();
    const assembly = assemble({ outbound, throttle });
    started.push(assembly);
    const { connector, fixtures, control, origins, people, fetch, written } = await assembly;
    return {
      url: new URL(connector),
      control: new URL(control),
      people,
      fetch,
      ...(fixtures !== undefined && {
        sockets: async () => ({ connector: new URL(connector), fixtures: new URL(fixtures) }),
      }),
      inside: { origins, gate, written },
    };
  };
  let throttled: Promise<Target> | undefined;
  const target = await start(false);
  return {
    target: { ...target, throttled: async () => (throttled ??= start(true)) },
    stop: async () => {
      await Promise.all(started.map(async (assembly) => (await assembly).close()));
    },
  };
}
