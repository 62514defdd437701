import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import type { Connector, Who } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { openSession } from '../../client/mcp-client.ts';
import type { Answer, McpSession } from '../../client/mcp-client.ts';
import { callsOfTools } from '../../samples/sample-answers.ts';
import { jsonSchema } from '../../client/wire.ts';
import type { Fetch } from '../../client/wire.ts';

/** Requests of one call, before each of which the right goes. */
const DEPTH = 4;
/** Calls for which a grant is revoked: each needs one of its own. */
const REVOCATIONS = 2;

export default defineCheck({
  requirement: 'permissions.midway',
  async run(connector, { seed }) {
    const { email } = connector.credentials('narrow');
    const witness = connector.witness();
    const session = await connector.as('narrow');
    // A connector that steps in for somebody needs somebody to step in.
    const [some] = await bareCalls(connector, seed, 'wide');
    if (some !== undefined) await (await connector.as('wide')).call(some.tool, some.arguments);
    const answered: ToolCall[] = [];
    let struck = 0;
    for (const call of await bareCalls(connector, seed, 'narrow')) {
      if ((await session.call(call.tool, call.arguments)).kind !== 'result') continue;
      answered.push(call);
      for (let before = 0; before < DEPTH; before += 1) {
        const takeAway = async () => witness.change(email, { disabled: true });
        const giveBack = async () => witness.change(email, { disabled: false });
        const answer = await interrupted(connector, { session, call, before, takeAway, giveBack });
        if (answer === null) break;
        refuseShown(answer, call, 'the user was disabled');
        struck += 1;
      }
    }
    if (answered.length === 0) throw new NotTestable('the user "narrow" gets no result from any tool');
    const kept = await session.call(answered[0]?.tool ?? '', answered[0]?.arguments ?? {});
    if (kept.kind !== 'result') throw new NotTestable(`a user who is enabled again is refused: ${kept.text}`);

    for (const call of answered.slice(0, REVOCATIONS)) {
      for (let before = 0; before < DEPTH; before += 1) {
        const { clientId, tokens } = await connector.grant('narrow');
        const { url, fetch } = connector;
        const token = async () => tokens.access_token;
        const granted = await openSession({ url, fetch, who: 'narrow', token });
        const takeAway = async () => witness.revoke(email, clientId);
        const answer = await interrupted(connector, { session: granted, call, before, takeAway });
        if (answer === null) break;
        refuseShown(answer, call, 'the grant was revoked');
        struck += 1;
      }
    }
    return `${struck} calls that lost the right between two requests, none shows anything`;
  },
  saboteurs: [
    {
      breaks: 'shows what it remembers where the API refuses',
      caught: /shows a result, although the user was disabled/u,
      hides: 'retry',
      sabotage(wire) {
        const memory = new Map<string, Response>();
        wire.mischief.outbound(async (request, send) => {
          const key = `${request.url} ${await request.clone().text()}`;
          const response = await send(request);
          if (response.ok) memory.set(key, response.clone());
          return response.ok ? response : (memory.get(key)?.clone() ?? response);
        });
        return wire.fetch;
      },
    },
    {
      breaks: 'asks in the name of somebody else where its user is refused, in one tool',
      caught: /optimove_get_journey shows a result/u,
      sabotage(wire) {
        wire.mischief.outbound(stepIn('optimove_get_journey'));
        return wire.fetch;
      },
    },
  ],
});

/** A call of every tool that reads, with the id and what it cannot do without: what is random beside it may be refused. */
async function bareCalls(connector: Connector, seed: number, who: Who): Promise<ToolCall[]> {
  const catalog = await connector.catalog();
  const calls = await callsOfTools(connector, { seed, each: 1, builders: false, who });
  return calls.map(({ tool, arguments: args }) => {
    const schema = jsonSchema.safeParse(catalog.find(({ name }) => name === tool)?.inputSchema).data ?? {};
    const required = Array.isArray(schema['required']) ? schema['required'] : [];
    const kept = Object.entries(args).filter(([name]) => name === 'id' || required.includes(name));
    return { tool, arguments: Object.fromEntries(kept) };
  });
}

/** Tries what is refused once more with every token that was good before. */
function stepIn(tool: string): (request: Request, send: Fetch) => Promise<Response> {
  const good = new Set<string>();
  return async (request, send) => {
    const again = request.clone();
    const about = (await request.clone().text()).includes(`${tool}"`);
    const response = await send(request);
    if (response.ok) good.add(request.headers.get('authorization') ?? '');
    if (response.status !== 401 || !about) return response;
    for (const other of good) {
      const headers = new Headers(again.headers);
      headers.set('authorization', other);
      const answer = await send(new Request(again.clone(), { headers }));
      if (answer.ok) return answer;
    }
    return response;
  };
}

interface Interruption {
  session: McpSession;
  call: ToolCall;
  /** How many requests of the call come before. */
  before: number;
  takeAway: () => Promise<void>;
  giveBack?: () => Promise<void>;
}

/** The answer to a call whose right goes before the next of its requests; null where it makes no more. */
async function interrupted(
  connector: Connector,
  { session, call: { tool, arguments: args }, before, takeAway, giveBack }: Interruption,
): Promise<Answer | 'refused' | null> {
  let asked = 0;
  connector.inside().gate(async (request, send) => {
    if (asked === before) await takeAway();
    asked += 1;
    return send(request);
  });
  try {
    // An MCP client that is told to sign in again gives up with an error.
    const answer = await session.call(tool, args).catch(() => 'refused' as const);
    return asked > before ? answer : null;
  } finally {
    connector.inside().gate(null);
    await giveBack?.();
  }
}

function refuseShown(answer: Answer | 'refused', { tool }: ToolCall, what: string): void {
  if (answer === 'refused' || answer.kind !== 'result') return;
  throw new Violation(`${tool} shows a result, although ${what} while it ran`, { calls: [answer.exchange] });
}
