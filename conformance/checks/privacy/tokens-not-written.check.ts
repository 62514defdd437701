import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { knock } from '../../client/raw-request.ts';
import { callsOfTools } from '../../samples/sample-answers.ts';
import { overhear } from './secrets.ts';

const WRITTEN = ['telemetry', 'audit', 'log'] as const;
/** Everything in answers of an issuer that is as good as a token. */
const TOKENS = /"(?:access_token|refresh_token|id_token)"\s*:\s*"([^"]+)"/gu;

export default defineCheck({
  requirement: 'privacy.tokens-not-written',
  async run(connector) {
    const session = await connector.as('wide');
    const { tokens } = await connector.grant('wide');
    const token = await connector.token('wide');
    const { bearers, bodies } = await overhear(connector, async () => {
      for (const { tool, arguments: args } of await callsOfTools(connector, {
        seed: 1,
        each: 1,
        builders: false,
      }))
        await session.call(tool, args);
      await knock(connector, tokens.access_token);
      // What is refused is what one likes to write down.
      await knock(connector, `${tokens.access_token}x`);
    });
    const secret = [
      await token(),
      tokens.access_token,
      ...(tokens.refresh_token === undefined ? [] : [tokens.refresh_token]),
      ...bearers,
      ...bodies.flatMap((body) => [...body.matchAll(TOKENS)].flatMap(([, one]) => one ?? [])),
    ];
    const written = await connector.inside().written();
    for (const place of WRITTEN) {
      if (secret.some((one) => written[place].includes(one) || written[place].includes(signatureOf(one))))
        throw new Violation(`the ${place} holds a token`);
    }
    return `${new Set(secret).size} tokens, none written down`;
  },
  saboteurs: [
    {
      breaks: 'tells its operator which token it refused',
      caught: /the log holds a token/u,
      sabotage: (wire) => async (request) => {
        const token = request.headers.get('authorization');
        const response = await wire.fetch(request);
        if (response.status === 401) wire.mischief.write('log', `refused ${token}`);
        return response;
      },
    },
    {
      breaks: 'writes down the end of a token, to tell users apart',
      caught: /the audit holds a token/u,
      sabotage: (wire) => async (request) => {
        wire.mischief.write('audit', signatureOf(request.headers.get('authorization') ?? ''));
        return wire.fetch(request);
      },
    },
  ],
});

/** The part of a signed token that is in no other one; a token of another form as it is. */
function signatureOf(token: string): string {
  return token.split('.').at(-1) ?? token;
}
