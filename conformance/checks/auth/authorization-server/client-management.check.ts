import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import type { Fetch } from '../../../client/wire.ts';
import type { Wire } from '../../../define.ts';
import { manage, managedClient } from './registration.ts';

export default defineCheck({
  requirement: 'auth.client-management',
  async run(connector) {
    const client = await managedClient(connector);
    const stranger = await managedClient(connector);
    const tokens: Record<string, string | null> = {
      'without a token': null,
      'with the token of another client': stranger.token,
      'with a made-up token': `${client.token}x`,
    };
    for (const [how, token] of Object.entries(tokens)) {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const answer = await manage(connector, client, { method, token });
        if (answer.status < 400)
          throw new Violation(`${method} on a registered client ${how} got ${answer.status}`, {
            calls: [answer.exchange],
          });
      }
    }
    const own = await manage(connector, client, { method: 'GET', token: client.token });
    if (own.status !== 200)
      throw new NotTestable(`with its own token, a client is answered with ${own.status}`);
    return 'read with its own token; refused with others';
  },
  saboteurs: [
    {
      breaks: 'asks for a token, of whatever client',
      caught: /GET on a registered client with the token of another client got 200/u,
      sabotage: (wire) => lax(wire, (method, isKnown) => method === 'GET' && isKnown),
    },
    {
      breaks: 'lets everybody delete clients',
      caught: /DELETE on a registered client without a token got 204/u,
      sabotage: (wire) => lax(wire, (method) => method === 'DELETE'),
    },
  ],
});

/** Lets in whom `when` picks: knows which tokens were given to clients. */
function lax({ fetch }: Wire, when: (method: string, isKnown: boolean) => boolean): Fetch {
  const known = new Set<string>();
  return async (request) => {
    const { pathname } = new URL(request.url);
    const token = request.headers.get('authorization')?.slice('Bearer '.length) ?? '';
    if (pathname.startsWith('/register/') && when(request.method, known.has(token)))
      return new Response(null, { status: request.method === 'DELETE' ? 204 : 200 });
    const response = await fetch(request);
    if (pathname !== '/register') return response;
    const text = await response.text();
    known.add(/"registration_access_token":"([^"]*)"/u.exec(text)?.[1] ?? '');
    return new Response(text, response);
  };
}
