import { Problem } from './call.ts';
import type { ControlCall, ControlContext } from './call.ts';
import { moveClock, readClock } from './clock.ts';
import { dashboardAnswer } from './dashboard/dashboard.ts';
import { decoded } from './decoded.ts';
import { readFaults, readPresets, setFaults } from './faults.ts';
import { fireEvent } from './fire-event.ts';
import { readJournal } from './journal/read-journal.ts';
import { streamJournal } from './journal/stream-journal.ts';
import { verify } from './journal/verify.ts';
import { readMessages } from './messages.ts';
import { inputOf } from './input.ts';
import { reset } from './reset.ts';
import { revokeGrants } from './revoke-grants.ts';
import {
  diffNamedSnapshots,
  exportSnapshot,
  importSnapshot,
  listSnapshots,
  removeSnapshot,
  restoreNamedSnapshot,
  saveSnapshot,
} from './snapshots.ts';
import { strangerProblem } from './stranger.ts';
import { issueToken } from './tokens.ts';
import { settle } from '../tenant/life/settle.ts';
import { changeUser, listUsers } from './users.ts';
import { readVisible } from './visible.ts';
import { readWorld } from './world.ts';
import { createWorld, listWorlds, removeWorld, unknownWorld } from './worlds.ts';

/** What is asked of one world: the default one, or below `/worlds/{name}` that one. */
const CALLS: readonly ControlCall[] = [
  readJournal,
  streamJournal,
  verify,
  readMessages,
  readWorld,
  readVisible,
  reset,
  readClock,
  moveClock,
  fireEvent,
  readFaults,
  readPresets,
  setFaults,
  listUsers,
  changeUser,
  revokeGrants,
  listSnapshots,
  saveSnapshot,
  exportSnapshot,
  importSnapshot,
  removeSnapshot,
  restoreNamedSnapshot,
  diffNamedSnapshots,
  issueToken,
];

/** What is asked of all of them. */
const CALLS_ON_WORLDS: readonly ControlCall[] = [listWorlds, createWorld, removeWorld];
const WITHIN_WORLD = new URLPattern({ pathname: '/worlds/:world/*' });
const WORLD = /^\/worlds\/[^/]+/;

export interface Control {
  fetch(request: Request): Promise<Response>;
}

/** The control API: it looks at the world and changes it past all permissions, so it answers only the machine it runs on. */
export function createControl(
  setup: Omit<ControlContext, 'params' | 'headers' | 'world'> & { onBug: (error: unknown) => void },
): Control {
  const { worlds } = setup;
  const [within, all] = [routesOf(CALLS), routesOf([...CALLS, ...CALLS_ON_WORLDS])];

  async function answer(request: Request): Promise<object> {
    const stranger = strangerProblem(request);
    if (stranger !== null) return stranger;
    const named = paramsOf(WITHIN_WORLD, request.url);
    const world = named === null ? worlds.standard : worlds.find(named['world'] ?? '');
    if (world === undefined) return unknownWorld(worlds.all(), named?.['world'] ?? '');
    const base = named === null ? '' : (WORLD.exec(new URL(request.url).pathname)?.[0] ?? '');
    const place = withoutBase(request.url, base);

    settle(world);
    const context = { ...setup, world, params: {}, headers: request.headers };
    const page = await dashboardAnswer(request, context, base);
    if (page !== null) return page;

    const here = (named === null ? all : within).filter(({ pattern }) => pattern.test(place));
    const route = here.find(({ call }) => call.method === request.method);
    if (route === undefined) return noSuchCall(here.map(({ call }) => call.method));

    const input = await inputOf(request);
    if (input instanceof Problem) return input;
    return route.call.run({ ...context, params: paramsOf(route.pattern, place) ?? {} }, input);
  }

  return {
    async fetch(request) {
      const outcome = await answer(request).catch((error: unknown) => {
        setup.onBug(error);
        return new Problem(500, 'The simulator failed on this call. Its log has the reason.');
      });
      const headers = { 'cache-control': 'no-store' };
      if (outcome instanceof Response) {
        if (!outcome.headers.has('cache-control')) outcome.headers.set('cache-control', 'no-store');
        return outcome;
      }
      if (!(outcome instanceof Problem)) return Response.json(outcome, { headers });
      const { status, error } = outcome;
      return Response.json({ error }, { status, headers: { ...outcome.headers, ...headers } });
    },
  };
}

function routesOf(calls: readonly ControlCall[]) {
  return calls.map((call) => ({ call, pattern: new URLPattern({ pathname: call.path }) }));
}

function noSuchCall(methods: readonly string[]): Problem {
  if (methods.length > 0) {
    const allow = methods.join(', ');
    return new Problem(405, `This call takes ${allow} only.`, {}, { allow });
  }
  const calls = [...CALLS, ...CALLS_ON_WORLDS].map(({ method, path }) => `${method} ${path}`);
  return new Problem(404, 'There is no such call.', { calls });
}

/** The address of the same call of the default world. */
function withoutBase(address: string, base: string): string {
  const url = new URL(address);
  url.pathname = url.pathname.slice(base.length);
  return url.href;
}

/** What the parts of a path are that a pattern names; null where it does not fit. */
function paramsOf(pattern: URLPattern, url: string): Record<string, string> | null {
  const found = pattern.exec(url)?.pathname.groups;
  return found === undefined
    ? null
    : Object.fromEntries(Object.entries(found).map(([name, value]) => [name, decoded(value ?? '')]));
}
