import { defineCheck } from '../../../define.ts';
import { laxGate } from '../../../sabotage/faulty-gates.ts';
import { jwtIn } from '../../../client/jwt.ts';
import { expectMintedRefused } from '../../../samples/refused-tokens.ts';
import type { Fetch } from '../../../client/wire.ts';

export default defineCheck({
  requirement: 'auth.empty-scope',
  async run(connector) {
    const refused = await expectMintedRefused(
      connector,
      () => ({
        but: {
          'without any scope': { claims: { scope: '' } },
          'with a scope of another product': { claims: { scope: 'openid profile' } },
          'with a scope that begins like ours': { claims: { scope: 'optimove:readonly' } },
        },
      }),
      [401, 403],
    );
    return `${refused} tokens without a scope for this connector refused`;
  },
  saboteurs: [
    {
      breaks: 'asks who speaks, and not what for',
      caught: /without any scope got 200/u,
      sabotage(wire) {
        const asUnknown: Fetch = async (request) => {
          const response = await wire.fetch(request);
          return response.status === 403 ? new Response(null, { status: 401 }) : response;
        };
        return laxGate({ ...wire, fetch: asUnknown }, (bearer) => jwtIn(bearer)?.claims['scope'] === '');
      },
    },
  ],
});
