import { needed, NotGiven, NotTestable } from './finding.ts';
import type { Inside } from './witness/inside.ts';
import { openSession } from './client/mcp-client.ts';
import type { McpSession } from './client/mcp-client.ts';
import { signIn } from './client/oauth-client.ts';
import type { Grant } from './client/oauth-client.ts';
import { tokenSource } from './client/token-source.ts';
import type { Person } from './client/token-source.ts';
import type { Level } from './ledger/requirement.ts';
import type { ToolDefinition } from './tool-catalog.ts';
import { openWitness } from './witness/witness.ts';
import type { Witness } from './witness/witness.ts';
import type { Fetch } from './client/wire.ts';

/** The users that a run judges with: one who sees much, one of the same tenant who sees less, one of another tenant. */
export const PEOPLE = ['wide', 'narrow', 'other-tenant'] as const;
export type Who = (typeof PEOPLE)[number];

/** Ports of the connector. */
export interface Sockets {
  connector: URL;
  fixtures?: URL;
}

/** What is to be judged, and how to reach it. */
export interface Target {
  url: URL;
  fetch: Fetch;
  people: Partial<Record<Who, Person>>;
  /** The control API of the simulator behind it. */
  control?: URL;
  /** Where it is reached by socket when that is not its address, and the fixtures of the official suite behind the same stack. */
  sockets?: () => Promise<Sockets>;
  /** What is seen where connector and suite are one process. */
  inside?: Inside;
  /** The same connector with its standard rate limit, where this one runs without. */
  throttled?: () => Promise<Target>;
}

/** The connector under test, as the checks see it. */
export interface Connector {
  readonly url: URL;
  readonly fetch: Fetch;
  readonly level: Level;
  /** The witness, or NotTestable where nothing witnesses. */
  witness(): Witness;
  sockets(): Promise<Sockets>;
  /** The inside, or NotTestable where connector and suite are two processes. */
  inside(): Inside;
  /** The signed-in MCP client of a person, the same one during the whole run. */
  as(who: Who): Promise<McpSession>;
  /** A new authorization of a person, of its own OAuth client. */
  grant(who: Who): Promise<Grant>;
  /** Where the access tokens of a person come from, renewed before they expire. */
  token(who: Who): Promise<() => Promise<string>>;
  credentials(who: Who): { email: string; password: string };
  catalog(): Promise<ToolDefinition[]>;
  throttled(): Promise<Connector>;
}

/** Signs nobody in yet: each session and each token comes when it is first asked for. */
export function openConnector(target: Target): Connector {
  const { url, people } = target;
  const fetch: Fetch = async (request) =>
    needed(`nothing answers at ${new URL(request.url).origin}`, () => target.fetch(request));
  const witness = target.control === undefined ? null : openWitness(target.control, fetch);
  const sessions = new Map<Who, Promise<McpSession>>();
  const tokens = new Map<Who, Promise<() => Promise<string>>>();
  let catalog: Promise<ToolDefinition[]> | undefined;

  const person = (who: Who): Person => {
    const one = people[who];
    if (one === undefined) throw new NotGiven(`no user "${who}" was given: add --user ${who}=EMAIL:PASSWORD`);
    return one;
  };
  const open = async (who: Who) => {
    const token = await connector.token(who);
    return needed(`no MCP session as ${who}`, () => openSession({ url, fetch, who, token }));
  };

  const connector: Connector = {
    url,
    fetch,
    level: levelOf(target),
    witness() {
      if (witness === null)
        throw new NotTestable('no witness: add --control URL of the simulator behind the connector');
      return witness;
    },
    sockets: target.sockets ?? (async () => ({ connector: url })),
    inside() {
      if (target.inside === undefined)
        throw new NotTestable(
          'not in one process with the connector: give --in-process FILE of a module that assembles it',
        );
      return target.inside;
    },
    async as(who) {
      const session = sessions.get(who) ?? open(who);
      sessions.set(who, session);
      return session;
    },
    async token(who) {
      const source =
        tokens.get(who) ?? needed(`no sign-in as ${who}`, () => tokenSource(person(who), url, fetch));
      tokens.set(who, source);
      return source;
    },
    grant: async (who) =>
      needed(`no sign-in as ${who}`, () => signIn(url, fetch, connector.credentials(who))),
    credentials(who) {
      const one = person(who);
      if ('token' in one)
        throw new NotTestable(
          `the user "${who}" came with a token: sign-in needs --user ${who}=EMAIL:PASSWORD`,
        );
      return one;
    },
    async catalog() {
      catalog ??= connector.as('wide').then(async (session) => session.manifest());
      const tools = await catalog;
      if (tools.length === 0) throw new NotTestable('the connector offers no tools at all');
      return tools;
    },
    throttled: async () =>
      target.throttled === undefined ? connector : openConnector(await target.throttled()),
  };
  return connector;
}

function levelOf({ control, inside }: Target): Level {
  if (control === undefined) return 'L1';
  return inside === undefined ? 'L2' : 'L3';
}

/** Makes something about a connector the first time it is asked for, and gives the same from then on. */
export function oncePerConnector<Rest extends unknown[], Thing>(
  make: (connector: Connector, ...rest: Rest) => Promise<Thing>,
): (connector: Connector, ...rest: Rest) => Promise<Thing> {
  const made = new WeakMap<Connector, Promise<Thing>>();
  return (connector, ...rest) => {
    const thing = made.get(connector) ?? make(connector, ...rest);
    made.set(connector, thing);
    return thing;
  };
}
