import { listCalls } from '../../../samples/any-call.ts';
import { defineCheck } from '../../../define.ts';
import { NotApplicable, NotTestable, Violation } from '../../../finding.ts';
import { jwtIn, jwtOf } from '../../../client/jwt.ts';
import type { Jwt } from '../../../client/jwt.ts';
import { bearerOf, outboundDuring } from '../../../witness/outbound.ts';
import { rawCall } from '../../../client/raw-call.ts';

const TURNS = ['wide', 'narrow', 'wide', 'narrow', 'wide'] as const;

export default defineCheck({
  requirement: 'auth.token-per-caller',
  async run(connector) {
    const [call] = await listCalls(connector);
    const ends = new Map<string, unknown>();
    for (const who of TURNS) {
      const token = await (await connector.token(who))();
      const caller = jwtIn(token)?.claims;
      const outbound = await outboundDuring(connector, async () => rawCall(connector, token, call));
      const bearers = outbound.map(({ request }) => bearerOf(request)).filter((bearer) => bearer !== '');
      if (bearers.length === 0) throw new NotTestable(`${call.tool} asked nobody with a token`);
      for (const bearer of bearers) {
        const claims = jwtIn(bearer)?.claims;
        if (caller === undefined || claims === undefined)
          throw new NotApplicable('its tokens are opaque: what they say cannot be compared');
        if (claims['sub'] !== caller['sub'])
          throw new Violation(`the API was asked for ${who} with the token of ${String(claims['sub'])}`);
        if (Number(claims['exp']) > Number(caller['exp']))
          throw new Violation(
            `the API was asked for ${who} with a token that outlives the one of the caller`,
          );
        ends.set(bearer, claims['exp']);
      }
    }
    return `${ends.size} tokens of the API, each of its caller, and none outlives the one it came from`;
  },
  saboteurs: [
    {
      breaks: 'keeps one token of the API for everybody',
      caught: /asked for narrow with the token of u1/u,
      sabotage({ fetch, mischief }) {
        let first: string | null = null;
        mischief.outbound(async (request, send) => {
          const own = request.headers.get('authorization');
          if (own !== null) request.headers.set('authorization', (first ??= own));
          return send(request);
        });
        return fetch;
      },
    },
    {
      breaks: 'gets itself tokens that live longer than those of its callers',
      caught: /with a token that outlives the one of the caller/u,
      sabotage({ fetch, mischief }) {
        mischief.outbound(async (request, send) => {
          const jwt = jwtIn(bearerOf(request));
          if (jwt !== null) request.headers.set('authorization', `Bearer ${lasting(jwt)}`);
          return send(request);
        });
        return fetch;
      },
    },
  ],
});

function lasting({ claims, ...rest }: Jwt): string {
  return jwtOf({ ...rest, claims: { ...claims, exp: Number(claims['exp']) + 3600 } });
}
