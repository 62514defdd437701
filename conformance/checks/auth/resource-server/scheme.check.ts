import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { knock } from '../../../client/raw-request.ts';

const OTHERS = ['Basic', 'Token', 'DPoP', 'JWT', 'Bearerx'];

export default defineCheck({
  requirement: 'auth.scheme',
  async run(connector) {
    const token = await (await connector.token('wide'))();
    const under = async (authorization: string) =>
      knock(connector, null, undefined, { headers: { authorization } });
    const control = await under(`Bearer ${token}`);
    if (control.status !== 200) throw new NotTestable(`the scheme Bearer is answered with ${control.status}`);
    const lower = await under(`bearer ${token}`);
    if (lower.status !== 200)
      throw new Violation(`the scheme in lower case got ${lower.status}, not 200`, {
        calls: [control.exchange, lower.exchange],
      });
    for (const scheme of OTHERS) {
      const { status, exchange } = await under(`${scheme} ${token}`);
      if (status !== 401)
        throw new Violation(`a token with the scheme ${scheme} got ${status}, not 401`, {
          calls: [control.exchange, exchange],
        });
    }
    return `Bearer in any case, and none of ${OTHERS.length} other schemes`;
  },
  saboteurs: [
    {
      breaks: 'takes what follows the first space, whatever stands before it',
      caught: /with the scheme Basic got 200/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          const given = request.headers.get('authorization');
          if (given !== null) request.headers.set('authorization', given.replace(/^\w+ /u, 'Bearer '));
          return fetch(request);
        },
    },
    {
      breaks: 'knows the scheme in one spelling only',
      caught: /scheme in lower case got 401/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          if (request.headers.get('authorization')?.startsWith('bearer') === true)
            request.headers.delete('authorization');
          return fetch(request);
        },
    },
  ],
});
