import type { Connector } from '../../../connector.ts';
import { defineCheck } from '../../../define.ts';
import { laxGate } from '../../../sabotage/faulty-gates.ts';
import { jwtIn } from '../../../client/jwt.ts';
import { authorize, discover, register } from '../../../client/oauth-client.ts';
import { expectRefused } from '../../../samples/refused-tokens.ts';

export default defineCheck({
  requirement: 'auth.other-credentials',
  async run(connector) {
    const { tokens, clientId } = await connector.grant('wide');
    const others: Record<string, string | null | undefined> = {
      'that is a refresh token': tokens.refresh_token,
      'that is a code': await unusedCode(connector),
      'that is the name of a client': clientId,
      ...(connector.level !== 'L1' && {
        'of the tenant API': (await connector.witness().tokens(connector.credentials('wide').email)).api,
      }),
    };
    const there = Object.entries(others).flatMap(([which, token]) =>
      token === undefined || token === null ? [] : [[which, token] as const],
    );
    const refused = await expectRefused(connector, tokens.access_token, Object.fromEntries(there));
    return `${refused} things that are no access token are refused in its place`;
  },
  saboteurs: [
    {
      breaks: 'takes a refresh token for an access token',
      caught: /that is a refresh token got 200/u,
      sabotage: (wire) => laxGate(wire, (bearer) => bearer.startsWith('refresh-')),
    },
    {
      breaks: 'takes a code for an access token',
      caught: /that is a code got 200/u,
      sabotage: (wire) => laxGate(wire, (bearer) => bearer.startsWith('code-')),
    },
    {
      breaks: 'takes the tokens of its own upstream',
      caught: /of the tenant API got 200/u,
      sabotage: (wire) => laxGate(wire, (bearer) => jwtIn(bearer)?.claims['aud'] === 'https://api.test'),
    },
  ],
});

async function unusedCode(connector: Connector): Promise<string | null | undefined> {
  const discovery = await discover(connector.url, connector.fetch);
  const { client_id: clientId } = await register(discovery, connector.fetch);
  const credentials = connector.credentials('wide');
  const { callback } = await authorize(discovery, connector.fetch, { clientId, credentials });
  return callback?.searchParams.get('code');
}
