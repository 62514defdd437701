import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { knock } from '../../client/raw-request.ts';

export default defineCheck({
  requirement: 'auth.token-in-query',
  async run(connector) {
    const token = await (await connector.token('wide'))();
    const control = await knock(connector, token);
    if (control.status !== 200)
      throw new NotTestable(`the token in its header is answered with ${control.status}`);
    const address = new URL(connector.url);
    address.searchParams.set('access_token', token);
    const { status, exchange, body } = await knock(connector, null, address);
    if (status < 400) {
      throw new Violation(`a token in the address was accepted: ${status}`, { calls: [exchange] });
    }
    if (body.includes(token)) throw new Violation('the refusal repeats the token', { calls: [exchange] });
    return `refused with ${status}`;
  },
  saboteurs: [
    {
      breaks: 'takes the token from the address',
      caught: /token in the address was accepted/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          const address = new URL(request.url);
          const token = address.searchParams.get('access_token');
          if (token === null) return fetch(request);
          address.searchParams.delete('access_token');
          const moved = new Request(address, request);
          moved.headers.set('authorization', `Bearer ${token}`);
          return fetch(moved);
        },
    },
    {
      breaks: 'repeats the address that it refuses',
      caught: /refusal repeats the token/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          const response = await fetch(request);
          return request.url.includes('access_token=')
            ? new Response(`No: ${request.url}`, { status: response.status })
            : response;
        },
    },
  ],
});
