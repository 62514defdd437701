import * as fc from 'fast-check';
import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import type { Connector, Who } from '../../connector.ts';
import { PEOPLE } from '../../connector.ts';
import type { Context } from '../../define.ts';
import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import type { Answer } from '../../client/mcp-client.ts';
import { callsOfTools } from '../../samples/sample-answers.ts';
import type { Fetch } from '../../client/wire.ts';
import type { JournalEntry } from '../../witness/witness.ts';
import { differenceBetween } from './difference.ts';
import { atOnce } from './interleaved.ts';

interface Asked extends ToolCall {
  who: Who;
}

/** What a call answers alone, twice, and what it asks the API. */
interface Alone {
  answers: [Answer, Answer];
  asks: Set<string>;
}

const RUNS = 60;

export default defineCheck({
  requirement: 'permissions.any-interleaving',
  async run(connector, context) {
    // Two who ask the same are whom a shared memory would mix up.
    const question = fc.record({
      call: fc.constantFrom(...(await callsOfTools(connector, { ...context, each: 1, builders: false }))),
      askers: fc.shuffledSubarray([...PEOPLE], { minLength: 2 }),
    });
    const aloneOf = memory(connector);
    let found: Violation | null = null;
    let compared = 0;
    const property = fc.asyncProperty(
      fc.scheduler(),
      fc.array(question, { minLength: 1, maxLength: 3 }),
      async (scheduler, questions) => {
        const calls = questions.flatMap(({ call, askers }) => askers.map((who) => ({ who, ...call })));
        const alone = await inTurn(calls, aloneOf);
        const { answers, entries } = await atOnce(connector, scheduler, calls);
        const problem = problemOf(calls, alone, answers, entries);
        compared += calls.length;
        if (problem === null) return true;
        found = new Violation(problem, { calls: answers.map(({ exchange }) => exchange), journal: entries });
        return false;
      },
    );
    const details = await fc.check(property, { seed: context.seed, numRuns: runsOf(context) });
    if (details.errorInstance instanceof Error && found === null) throw details.errorInstance;
    if (found !== null) throw withPath(found, details.counterexamplePath);
    if (compared === 0) throw new NotTestable('no calls ran at once');
    return `${compared} calls of three users at once in ${details.numRuns} interleavings, each as if it were alone`;
  },
  saboteurs: [
    {
      breaks: 'knows only one current user: the last one who came',
      caught: /is answered otherwise|is asked in the name of/u,
      hides: 'concurrency',
      sabotage(wire) {
        let current = '';
        wire.mischief.outbound(async (request, send) => {
          if (new URL(request.url).pathname !== '/exchange') return send(request);
          const body = new URLSearchParams(await request.clone().text());
          body.set('token', current);
          return send(new Request(request, { method: 'POST', body }));
        });
        return async (request) => {
          if (request.url === wire.url.href)
            current = (request.headers.get('authorization') ?? '').replace(/^Bearer /u, '');
          return wire.fetch(request);
        };
      },
    },
    {
      breaks: 'gives everybody who asks the same meanwhile the answer to the first',
      caught: /of (narrow|wide|other-tenant) is answered otherwise/u,
      hides: 'concurrency',
      sabotage(wire) {
        wire.mischief.outbound(shared(async (request) => `${request.url} ${await request.clone().text()}`));
        return wire.fetch;
      },
    },
    {
      breaks: 'keeps what it fetches by its id, of one kind alone',
      caught: /optimove_get_segment of (narrow|wide|other-tenant) is answered otherwise/u,
      hides: 'concurrency',
      sabotage(wire) {
        const share = shared(async (request) => `${request.url} ${await request.clone().text()}`);
        wire.mischief.outbound(async (request, send) =>
          (await request.clone().text()).includes('optimove_get_segment"')
            ? share(request, send)
            : send(request),
        );
        return wire.fetch;
      },
    },
  ],
});

/** Asks once for all who ask the same while the answer is on its way. */
function shared(keyOf: (request: Request) => Promise<string>) {
  const running = new Map<string, Promise<Response>>();
  return async (request: Request, send: Fetch): Promise<Response> => {
    if (new URL(request.url).pathname !== '/call') return send(request);
    const key = await keyOf(request);
    const answer = running.get(key) ?? send(request).finally(() => running.delete(key));
    running.set(key, answer);
    return (await answer).clone();
  };
}

/** What each call answers alone, asked once. */
function memory(connector: Connector): (asked: Asked) => Promise<Alone> {
  const known = new Map<string, Alone>();
  return async (asked) => {
    const key = JSON.stringify(asked);
    const alone = known.get(key) ?? (await askAlone(connector, asked));
    known.set(key, alone);
    return alone;
  };
}

async function askAlone(connector: Connector, { who, tool, arguments: args }: Asked): Promise<Alone> {
  const session = await connector.as(who);
  const answers: Answer[] = [];
  const entries = await connector.witness().during(async () => {
    answers.push(await session.call(tool, args), await session.call(tool, args));
  });
  const [first, second] = answers;
  if (first === undefined || second === undefined) throw new NotTestable(`${tool} gave no answer`);
  return { answers: [first, second], asks: new Set(entries.map(requestOf)) };
}

function problemOf(
  calls: readonly Asked[],
  alone: readonly Alone[],
  answers: readonly Answer[],
  entries: readonly JournalEntry[],
): string | null {
  const asks = new Set(alone.flatMap((one) => [...one.asks]));
  const stray = entries.find((entry) => !asks.has(requestOf(entry)));
  if (stray !== undefined)
    return `with others, ${stray.path} is asked in the name of ${stray.user_id}, who does not ask that alone`;
  for (const [index, { who, tool }] of calls.entries()) {
    const [first, again] = alone[index]?.answers ?? [];
    const place = differenceBetween(answers[index]?.result, first?.result, again?.result);
    if (place !== null) return `with others, ${tool} of ${who} is answered otherwise than alone: ${place}`;
  }
  return null;
}

function requestOf({ user_id: user, method, path }: JournalEntry): string {
  return `${user} ${method} ${path}`;
}

async function inTurn<From, To>(things: readonly From[], make: (thing: From) => Promise<To>): Promise<To[]> {
  const made: To[] = [];
  for (const thing of things) made.push(await make(thing));
  return made;
}

function runsOf({ runs }: Context): number {
  return Math.min(runs, RUNS);
}

function withPath(violation: Violation, path: string | null): Violation {
  return path === null ? violation : new Violation(violation.message, { ...violation.evidence, path });
}
