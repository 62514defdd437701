import { listCalls } from '../../../samples/any-call.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { jwtIn } from '../../../client/jwt.ts';
import { bearerOf, outboundDuring } from '../../../witness/outbound.ts';
import { rawCall } from '../../../client/raw-call.ts';

/** What a host may send along, and nobody else is to see. */
const OF_THE_HOST = { cookie: 'session=canary', 'x-canary': 'canary', 'x-tenant-id': 'canary' };

export default defineCheck({
  requirement: 'auth.no-passthrough',
  async run(connector) {
    const token = await (await connector.token('wide'))();
    const [call] = await listCalls(connector);
    const outbound = await outboundDuring(connector, async () =>
      rawCall(connector, token, call, { headers: OF_THE_HOST }),
    );
    const bearing = outbound.filter(({ request }) => request.headers.has('authorization'));
    if (bearing.length === 0) throw new NotTestable(`${call.tool} asked nobody with a token`);
    for (const { request, url } of outbound) {
      if (bearerOf(request) === token)
        throw new Violation(`the token of the caller was sent on to ${url.origin}`);
      const sent = [...request.headers].find(([, value]) => value.includes('canary'));
      if (sent !== undefined)
        throw new Violation(`the header ${sent[0]} of the caller was sent on to ${url.origin}`);
    }
    const theirs = jwtIn(token)?.claims['aud'];
    const same = bearing.map(({ request }) => jwtIn(bearerOf(request))?.claims['aud']);
    if (theirs !== undefined && same.includes(theirs))
      throw new Violation(`the API was asked with a token for ${JSON.stringify(theirs)}`);
    return `${outbound.length} requests for one call, none with the token or a header of the caller`;
  },
  saboteurs: [
    {
      breaks: "asks the API with the caller's own token",
      caught: /token of the caller was sent on to https:\/\/api\.test/u,
      sabotage({ fetch, url, mischief }) {
        let caller = '';
        mischief.outbound(async (request, send) => {
          if (request.headers.has('authorization')) request.headers.set('authorization', caller);
          return send(request);
        });
        return async (request) => {
          if (request.url === url.href) caller = request.headers.get('authorization') ?? '';
          return fetch(request);
        };
      },
    },
    {
      breaks: 'hands the headers of the caller on',
      caught: /header x-canary of the caller was sent on/u,
      sabotage({ fetch, mischief }) {
        let canary: string | null = null;
        mischief.outbound(async (request, send) => {
          if (canary !== null) request.headers.set('x-canary', canary);
          return send(request);
        });
        return async (request) => {
          canary = request.headers.get('x-canary');
          return fetch(request);
        };
      },
    },
  ],
});
