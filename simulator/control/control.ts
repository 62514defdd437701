import { Problem } from './call.ts';
import type { ControlCall, ControlContext } from './call.ts';
import { moveClock, readClock } from './clock.ts';
import { dashboardAnswer } from './dashboard/dashboard.ts';
import { decoded } from './decoded.ts';
import { readFaults, readPresets, setFaults } from './faults.ts';
import { readJournal } from './journal/read-journal.ts';
import { streamJournal } from './journal/stream-journal.ts';
import { verify } from './journal/verify.ts';
import { readMessages } from './messages.ts';
import { reset } from './reset.ts';
import { revokeGrants } from './revoke-grants.ts';
import { strangerProblem } from './stranger.ts';
import { issueToken } from './tokens.ts';
import { changeUser } from './users.ts';
import { readVisible } from './visible.ts';
import { readWorld } from './world.ts';

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
  readFaults,
  readPresets,
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
  setup: Omit<ControlContext, 'params' | 'headers'> & { onBug: (error: unknown) => void },
): Control {
  const routes = CALLS.map((call) => ({ call, pattern: new URLPattern({ pathname: call.path }) }));

  async function answer(request: Request): Promise<object> {
    const stranger = strangerProblem(request);
    if (stranger !== null) return stranger;
    const context = { ...setup, params: {}, headers: request.headers };
    const page = await dashboardAnswer(request, context);
    if (page !== null) return page;

    const here = routes.filter(({ pattern }) => pattern.test(request.url));
    const route = here.find(({ call }) => call.method === request.method);
    if (route === undefined) return noSuchCall(here.map(({ call }) => call.method));

    const input = await inputOf(request);
    if (input instanceof Problem) return input;
    const groups = route.pattern.exec(request.url)?.pathname.groups ?? {};
    const params = Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [name, decoded(value ?? '')]),
    );
    return route.call.run({ ...context, params }, input);
  }

  return {
    async fetch(request) {
      const outcome = await answer(request).catch((error: unknown) => {
        setup.onBug(error);
        return new Problem(500, 'The simulator failed on this call. Its log has the reason.');
      });
      const headers = { 'cache-control': 'no-store' };
      if (outcome instanceof Response) return outcome;
      if (!(outcome instanceof Problem)) return Response.json(outcome, { headers });
      const { status, error } = outcome;
      return Response.json({ error }, { status, headers: { ...outcome.headers, ...headers } });
    },
  };
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
