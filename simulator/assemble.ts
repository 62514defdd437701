import type { HttpHandler } from 'msw/http';
import { openWorld } from '#fixtures/open-world.ts';
import { createControl } from './control/control.ts';
import type { RateLimit } from './endpoints/rate-limit.ts';
import { discoverEndpoints } from './endpoints/registry.ts';
import { createHandlers } from './handlers.ts';
import { answerBy } from './network/fetch-source.ts';
import { onOrigin, requestOf } from './network/on-origin.ts';
import { openPorts } from './network/open-ports.ts';
import type { OpenPorts, Ports } from './network/open-ports.ts';
import { discoverPages } from './network/page-handlers.ts';
import type { Account, AuthorizationServer, World, Worlds } from './ports.ts';
import { discoverFunctions } from './public/registry.ts';
import { worldsBeside } from './worlds/worlds.ts';

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface Simulator {
  /** Answers as `fetch` does, whatever host a request names; a path alone is one of the simulator's origin. */
  readonly fetch: Fetch;
  /** The same answers as MSW handlers, for tests that intercept requests to the origin. */
  readonly handlers: readonly HttpHandler[];
  /** What it calls itself, and the issuer of its tokens. */
  readonly origin: string;
  readonly world: World;
  /** The same world, and those that are made beside it. */
  readonly worlds: Worlds;
  readonly authorizationServer: AuthorizationServer;
  /** The control API, to which a path alone may be given as well. */
  readonly control: { readonly fetch: Fetch };
  /** A token of the tenant API in the name of a user, without sign-in and consent. */
  tokenFor(email: string): Promise<string>;
  /** Opens ports: any free one on this computer, and no control port, unless told otherwise. */
  listen(ports?: Partial<Ports>): Promise<OpenPorts>;
  /** Lets go of what it keeps its data in. */
  close(): void;
}

export interface SimulatorParts {
  world: World;
  /** The world, and those beside it; absent: with room for demo worlds. */
  worlds?: Worlds;
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

// Found once, when this module is loaded, so that each further simulator starts in milliseconds.
const [endpoints, functions, pages] = await Promise.all([
  discoverEndpoints(),
  discoverFunctions(),
  discoverPages(),
]);

/** Puts a simulator together from a world and an authorization server. */
export async function assembleSimulator(parts: SimulatorParts): Promise<Simulator> {
  const { world, worlds = worldsBeside(world, openWorld), authorizationServer, origin, onBug } = parts;
  const handlers = createHandlers({ ...parts, worlds, endpoints, functions, pages });
  const answer = answerBy(handlers, onBug);

  const ids = [...endpoints, ...functions].map(({ id }) => id);
  const control = createControl({ ...parts, worlds, endpoints: ids });

  const simulator: Simulator = {
    fetch: (input, init) => answer(onOrigin(origin, requestOf(origin, input, init))),
    handlers,
    origin,
    world,
    worlds,
    authorizationServer,
    control: { fetch: (input, init) => control.fetch(requestOf(CONTROL_ORIGIN, input, init)) },
    tokenFor: async (email) => (await authorizationServer.tokensFor(activeAccount(worlds, email))).api,
    listen: (ports = {}) => openPorts({ host: '127.0.0.1', port: 0, ...ports }, () => simulator),
    close: () => parts.close?.(),
  };
  return simulator;
}

/** What the control API is called where it is on no port. */
const CONTROL_ORIGIN = 'http://127.0.0.1';

function activeAccount(worlds: Worlds, email: string): Account {
  const account = worlds.account(email);
  if (account === undefined) {
    const active = worlds
      .of(email)
      .users.all()
      .filter(({ disabled }) => !disabled);
    const emails = active.map((user) => user.email).join(', ');
    throw new TypeError(`There is no user ${email}. There are: ${emails}.`);
  }
  if (account.user.disabled) throw new TypeError(`${email} is disabled, so there is no token for it.`);
  return account;
}
