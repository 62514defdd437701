import type { HttpHandler } from 'msw/http';
import { createControl } from './control/control.ts';
import type { Control } from './control/control.ts';
import type { RateLimit } from './endpoints/rate-limit.ts';
import { discoverEndpoints } from './endpoints/registry.ts';
import { createFaults } from './faults/faults.ts';
import { createHandlers } from './handlers.ts';
import { answerBy } from './network/fetch-source.ts';
import { onOrigin } from './network/on-origin.ts';
import { openPorts } from './network/open-ports.ts';
import type { OpenPorts, Ports } from './network/open-ports.ts';
import { discoverPages } from './network/page-handlers.ts';
import type { AuthorizationServer, World } from './ports.ts';
import { discoverFunctions } from './public/registry.ts';

export interface Simulator {
  /** Answers a request, whatever host it names, as one to the simulator's origin. */
  fetch(request: Request): Promise<Response>;
  /** The same answers as MSW handlers, for tests that intercept requests to the origin. */
  readonly handlers: readonly HttpHandler[];
  /** What it calls itself, and the issuer of its tokens. */
  readonly origin: string;
  readonly world: World;
  readonly authorizationServer: AuthorizationServer;
  readonly control: Control;
  listen(ports: Ports): Promise<OpenPorts>;
  /** Lets go of what it keeps its data in. */
  close(): void;
}

export interface SimulatorParts {
  world: World;
  authorizationServer: AuthorizationServer;
  /** The simulator's public origin, without a slash at the end. */
  origin: string;
  /** Told of what was thrown while a request was answered: a bug, never an expected outcome. */
  onBug: (error: unknown) => void;
  /** Whether the public API shows the documented oddities. */
  quirks?: boolean | undefined;
  /** Of the tenant API, for each user; without it requests are not counted. */
  rateLimit?: RateLimit | undefined;
  close?: () => void;
}

/** Puts a simulator together from a world and an authorization server. */
export async function assembleSimulator(parts: SimulatorParts): Promise<Simulator> {
  const { world, authorizationServer, origin, onBug } = parts;
  const [endpoints, functions, pages] = await Promise.all([
    discoverEndpoints(),
    discoverFunctions(),
    discoverPages(),
  ]);
  const faults = createFaults(world.seed);
  const handlers = createHandlers({ ...parts, endpoints, functions, pages, faults });
  const answer = answerBy(handlers, onBug);

  const simulator: Simulator = {
    fetch: (request) => answer(onOrigin(origin, request)),
    handlers,
    origin,
    world,
    authorizationServer,
    control: createControl({ ...parts, faults, endpoints: [...endpoints, ...functions].map(({ id }) => id) }),
    listen: (ports) => openPorts(ports, () => simulator),
    close: () => parts.close?.(),
  };
  return simulator;
}
