import { Problem } from './call.ts';
import type { ControlCall, ControlContext } from './call.ts';
import { moveClock, readClock } from './clock.ts';
import { readFaults, setFaults } from './faults.ts';
import { fireEvent } from './fire-event.ts';
import { readJournal } from './journal.ts';
import { readMessages } from './messages.ts';
import { reset } from './reset.ts';
import { revokeGrants } from './revoke-grants.ts';
import { issueToken } from './tokens.ts';
import { settle } from '../tenant/life/settle.ts';
import { changeUser } from './users.ts';
import { readVisible } from './visible.ts';
import { readWorld } from './world.ts';

const CALLS: readonly ControlCall[] = [
  readJournal,
  readMessages,
  readWorld,
  readVisible,
  reset,
  readClock,
  moveClock,
  fireEvent,
  readFaults,
  setFaults,
  changeUser,
  revokeGrants,
  issueToken,
];

export interface Control {
  fetch(request: Request): Promise<Response>;
}

/** The control API: it looks at the world and changes it past all permissions, so it answers only the machine it runs on. */
export function createControl(
  setup: Omit<ControlContext, 'params'> & { onBug: (error: unknown) => void },
): Control {
  const routes = CALLS.map((call) => ({ call, pattern: new URLPattern({ pathname: call.path }) }));

  async function answer(request: Request): Promise<object> {
    const stranger = strangerProblem(request);
    if (stranger !== null) return stranger;
    const here = routes.filter(({ pattern }) => pattern.test(request.url));
    const route = here.find(({ call }) => call.method === request.method);
    if (route === undefined) return noSuchCall(here.map(({ call }) => call.method));

    const input = await inputOf(request);
    if (input instanceof Problem) return input;
    settle(setup.world);
    const groups = route.pattern.exec(request.url)?.pathname.groups ?? {};
    const params = Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [name, decoded(value ?? '')]),
    );
    return route.call.run({ ...setup, params }, input);
  }

  return {
    async fetch(request) {
      const outcome = await answer(request).catch((error: unknown) => {
        setup.onBug(error);
        return new Problem(500, 'The simulator failed on this call. Its log has the reason.');
      });
      const headers = { 'cache-control': 'no-store' };
      if (!(outcome instanceof Problem)) return Response.json(outcome, { headers });
      const { status, error } = outcome;
      return Response.json({ error }, { status, headers: { ...outcome.headers, ...headers } });
    },
  };
}

/** Refuses what a web page elsewhere could send: a name that was made to point here, or a request from another origin. */
function strangerProblem(request: Request): Problem | null {
  const url = new URL(request.url);
  if (!['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) {
    return new Problem(403, 'The control API answers only to localhost, 127.0.0.1 and [::1].');
  }
  const origin = request.headers.get('origin');
  return origin === null || origin === url.origin
    ? null
    : new Problem(403, 'The control API does not answer to pages of another origin.');
}

function noSuchCall(methods: readonly string[]): Problem {
  if (methods.length > 0) {
    const allow = methods.join(', ');
    return new Problem(405, `This call takes ${allow} only.`, {}, { allow });
  }
  const calls = CALLS.map(({ method, path }) => `${method} ${path}`);
  return new Problem(404, 'There is no such call.', { calls });
}

/** The query of a GET, or the JSON body of any other method, where no body means an empty one. */
async function inputOf(request: Request): Promise<unknown> {
  if (request.method === 'GET') return Object.fromEntries(new URL(request.url).searchParams);
  const text = await request.text();
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return new Problem(400, 'The body is not JSON.');
  }
}

/** A part of a path as it was meant; what is not an encoding is taken as it stands. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
