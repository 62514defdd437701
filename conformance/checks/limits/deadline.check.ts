import { mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { neverAnswers } from '../../witness/inside.ts';
import { post } from '../../client/raw-request.ts';
import { callsOfTools } from '../../samples/sample-answers.ts';
import type { Fetch } from '../../client/wire.ts';

const LIMIT_SECONDS = 300;
const STEP_SECONDS = 10;
/** Requests of one call that are each left without an answer. */
const DEPTH = 6;
/** Turns of the event loop in which what fails at the end is dealt with. */
const SETTLING_TURNS = 20;
/** Real time that a call has to end in once its own time is over. */
const GRACE_MS = 2000;
/** Turns of the event loop in which something has to happen, before time may go on. */
const PATIENCE_TURNS = 2000;

export default defineCheck({
  requirement: 'limits.deadline',
  drafts: true,
  async run(connector, { seed }) {
    const { era } = await connector.as('wide');
    const token = await connector.token('wide');
    let longest = 0;
    let silences = 0;
    for (const call of await callsOfTools(connector, { seed, each: 1, builders: true })) {
      for (let answered = 0; answered < DEPTH; answered += 1) {
        const bearer = await token();
        const { seconds, silent } = await secondsUntilTheEnd(connector, { era, bearer, call, answered });
        if (seconds === null) {
          throw new Violation(
            `${call.tool} still runs after ${LIMIT_SECONDS} seconds where ${ordinal(answered)} of its requests gets no answer`,
            {
              calls: [
                {
                  as: 'wide',
                  request: `tools/call ${call.tool}`,
                  arguments: call.arguments,
                  answer: 'none',
                },
              ],
            },
          );
        }
        if (!silent) break;
        silences += 1;
        longest = Math.max(longest, seconds);
      }
    }
    if (silences === 0) throw new Violation('no tool asks anything of anybody');
    return `${silences} requests of calls left without an answer, each call at an end within ${longest} seconds`;
  },
  saboteurs: [
    {
      breaks: 'waits without end, in one tool',
      caught: /optimove_get_segment still runs after 300 seconds/u,
      hides: 'rare argument',
      sabotage(wire) {
        wire.mischief.outbound(async (request, send) =>
          (await request.clone().text()).includes('optimove_get_segment"')
            ? send(new Request(request, { signal: null }))
            : send(request),
        );
        return wire.fetch;
      },
    },
    {
      breaks: 'tries again whenever it has waited long enough',
      caught: /still runs after 300 seconds/u,
      hides: 'retry',
      sabotage(wire) {
        wire.mischief.outbound(async (request, send) => tenTimes(request, send));
        return wire.fetch;
      },
    },
  ],
});

async function tenTimes(request: Request, send: Fetch): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(new Request(request.clone(), { signal: AbortSignal.timeout(50_000) }));
    } catch (error) {
      if (attempt === 10) throw error;
    }
  }
}

/** Makes the call, answers so many of its requests and then none, and lets the time of the process pass until the call ends. */
async function secondsUntilTheEnd(
  connector: Connector,
  { era, bearer, call, answered }: { era: string; bearer: string; call: ToolCall; answered: number },
): Promise<{ seconds: number | null; silent: boolean }> {
  let asked = 0;
  const progress = { ended: false };
  // What still waits at the end fails then: its own timers are of a time that is gone.
  const over = Promise.withResolvers<never>();
  over.promise.catch(() => {});
  const silent = () => asked > answered;
  connector.inside().gate(async (request, send) => {
    asked += 1;
    return silent() ? Promise.race([neverAnswers(request), over.promise]) : send(request);
  });
  // Called so because its types do not know `AbortSignal.timeout` yet.
  Reflect.apply(mock.timers.enable.bind(mock.timers), mock.timers, [
    {
      apis: ['setTimeout', 'setInterval', 'Date', 'AbortSignal.timeout'],
      now: performance.timeOrigin + performance.now(),
    },
  ]);
  try {
    const params = { name: call.tool, arguments: call.arguments };
    const running = post(connector, { era, bearer, method: 'tools/call', params }).finally(() => {
      progress.ended = true;
    });
    running.catch(() => {});
    for (let seconds = 0; seconds <= LIMIT_SECONDS; seconds += STEP_SECONDS) {
      for (let turns = 0; !progress.ended && turns < (silent() ? 3 : PATIENCE_TURNS); turns += 1)
        await turn();
      if (progress.ended) return { seconds, silent: silent() };
      mock.timers.tick(STEP_SECONDS * 1000);
    }
    // Its time is over and stands still; a busy machine may still be at work on what was in time.
    const patience = performance.now() + GRACE_MS;
    while (!progress.ended && performance.now() < patience) await turn();
    return { seconds: progress.ended ? LIMIT_SECONDS : null, silent: silent() };
  } finally {
    over.reject(new TypeError('The API has gone away.'));
    await letTheRestEnd().finally(() => mock.timers.reset());
    connector.inside().gate(null);
  }
}

/** Lets all timers run out, whoever set them: those that are left when time goes on by itself never would. */
async function letTheRestEnd(): Promise<void> {
  for (let turns = 0; turns < SETTLING_TURNS; turns += 1) {
    await turn();
    mock.timers.tick(STEP_SECONDS * 1000);
  }
  await turn();
}

function ordinal(index: number): string {
  return `number ${index + 1}`;
}
