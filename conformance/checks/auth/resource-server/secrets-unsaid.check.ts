import { listCalls } from '../../../samples/any-call.ts';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rawCall } from '../../../client/raw-call.ts';
import { knock, post } from '../../../client/raw-request.ts';
import type { RawAnswer } from '../../../client/raw-request.ts';
import { rewriteResponses } from '../../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'auth.secrets-unsaid',
  async run(connector) {
    const token = await (await connector.token('wide'))();
    const [call] = await listCalls(connector);
    const { era } = await connector.as('wide');
    const wrong = { ...call, arguments: { ...call.arguments, limit: 'many', no_such_argument: true } };
    const answers: Record<string, () => Promise<RawAnswer>> = {
      'a list of tools': async () => knock(connector, token),
      'a call': async () => rawCall(connector, token, call),
      'a call with wrong arguments': async () => rawCall(connector, token, wrong),
      'a call of no tool': async () => rawCall(connector, token, { tool: 'no_such_tool', arguments: {} }),
      'an unknown method': async () => post(connector, { era, bearer: token, method: 'no/such/method' }),
      'a message that is none': async () => rawCall(connector, token, call, { body: '{"jsonrpc":' }),
      'a token that is cut': async () => knock(connector, token.slice(0, -4)),
    };
    for (const [what, ask] of Object.entries(answers)) {
      const { headers, body } = await ask();
      if (tokenIn(JSON.stringify([...headers]) + body, token))
        throw new Violation(`the answer to ${what} says the token`);
    }
    return `${Object.keys(answers).length} kinds of answers, and no token in any`;
  },
  saboteurs: [
    {
      breaks: 'tells of the request that it could not answer, headers and all',
      caught: /answer to an unknown method says the token/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          ({ href }) => href === wire.url.href,
          async (response, request) =>
            (await request.text()).includes('no/such/method')
              ? Response.json(Object.fromEntries(request.headers), { status: 404 })
              : response,
        ),
    },
  ],
});

/** Half of a token is enough to tell it. */
function tokenIn(text: string, token: string): boolean {
  return text.includes(token.slice(-Math.ceil(token.length / 3), -8));
}
