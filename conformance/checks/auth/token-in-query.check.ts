import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { knock } from '../../raw-request.ts';

export default defineCheck({
  requirement: 'auth.token-in-query',
  async run(connector) {
    const token = await (await connector.token('wide'))();
    const control = await knock(connector, token);
    if (control.status !== 200)
      throw new NotTestable(`the token in its header is answered with ${control.status}`);
    const address = new URL(connector.url);
    address.searchParams.set('access_token', token);
    const { status, exchange } = await knock(connector, null, address);
    if (status < 400) {
      throw new Violation(`a token in the address was accepted: ${status}`, { calls: [exchange] });
    }
    return `refused with ${status}`;
  },
  saboteurs: [
    {
      breaks: 'takes the token from the address',
      caught: /token in the address was accepted/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          const token = new URL(request.url).searchParams.get('access_token');
          if (token === null) return fetch(request);
          const headers = new Headers(request.headers);
          headers.set('authorization', `Bearer ${token}`);
          return fetch(new Request(request, { headers }));
        },
    },
  ],
});
