import type { Wire } from '../../../define.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { knock } from '../../../client/raw-request.ts';
import type { Fetch } from '../../../client/wire.ts';

export default defineCheck({
  requirement: 'auth.one-token',
  async run(connector) {
    const token = await (await connector.token('wide'))();
    const control = await knock(connector, token);
    if (control.status !== 200) throw new NotTestable(`a good token is answered with ${control.status}`);
    const beside = new URL(connector.url);
    beside.searchParams.set('access_token', token);
    const attempts = {
      'two tokens in one header': { authorization: `Bearer ${token} ${token}` },
      'two credentials in one header': { authorization: `Bearer ${token}, Bearer ${token}` },
      'the scheme without a token': { authorization: 'Bearer' },
      'a token in quotes': { authorization: `Bearer "${token}"` },
      'a token in header and address': { authorization: `Bearer ${token}` },
    };
    for (const [what, headers] of Object.entries(attempts)) {
      const address = what.endsWith('address') ? beside : undefined;
      const { status, exchange } = await knock(connector, null, address, { headers });
      if (status !== 400 && status !== 401)
        throw new Violation(`${what} got ${status}, not 400 or 401`, { calls: [control.exchange, exchange] });
    }
    return `${Object.keys(attempts).length} ways to send more or less than one token are refused`;
  },
  saboteurs: [
    {
      breaks: 'takes the first of several tokens',
      caught: /two tokens in one header got 200/u,
      sabotage: (wire) => reading(wire, (given) => given.split(' ').slice(0, 2).join(' ')),
    },
    {
      breaks: 'overlooks a token in the address where there is a good one in the header',
      caught: /token in header and address got 200/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          const address = new URL(request.url);
          if (!request.headers.has('authorization')) return fetch(request);
          address.searchParams.delete('access_token');
          return fetch(new Request(address, request));
        },
    },
  ],
});

function reading({ fetch }: Wire, read: (given: string) => string): Fetch {
  return async (request) => {
    const given = request.headers.get('authorization');
    if (given !== null) request.headers.set('authorization', read(given));
    return fetch(request);
  };
}
