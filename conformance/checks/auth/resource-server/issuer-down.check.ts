import { defineCheck } from '../../../define.ts';
import type { Wire } from '../../../define.ts';
import { NotApplicable, NotTestable, Violation } from '../../../finding.ts';
import { outboundDuring } from '../../../witness/outbound.ts';
import { knock } from '../../../client/raw-request.ts';
import type { RawAnswer } from '../../../client/raw-request.ts';
import type { Fetch } from '../../../client/wire.ts';

const FAILURES: Record<string, () => Promise<Response>> = {
  'is not there': () => Promise.reject(new TypeError('fetch failed')),
  'answers 500': async () => new Response('no', { status: 500 }),
  'does not know the connector': async () => Response.json({ error: 'invalid_client' }, { status: 401 }),
  'answers no JSON': async () => new Response('<html>'),
  'answers in another form': async () => Response.json({ active: 'yes' }),
  'vouches without saying for whom': async () => Response.json({ active: true }),
};

export default defineCheck({
  requirement: 'auth.issuer-down',
  async run(connector) {
    const token = await (await connector.token('wide'))();
    const control = await knock(connector, token);
    if (control.status !== 200) throw new NotTestable(`a good token is answered with ${control.status}`);
    for (const [how, fail] of Object.entries(FAILURES)) {
      const answers: RawAnswer[] = [];
      let asked = 0;
      await outboundDuring(
        connector,
        async () => answers.push(await knock(connector, token)),
        async () => {
          asked += 1;
          return fail();
        },
      );
      if (asked === 0) throw new NotApplicable('it asks nobody whether a token is still good');
      const [{ status, exchange } = control] = answers;
      if (status < 500)
        throw new Violation(`when the issuer ${how}, the connector answers ${status}, not 503`, {
          calls: [control.exchange, exchange],
        });
    }
    const after = await knock(connector, token);
    if (after.status !== 200)
      throw new Violation(`the issuer is back, and the connector still answers ${after.status}`);
    return `${Object.keys(FAILURES).length} ways in which the issuer fails, and nobody gets in meanwhile`;
  },
  saboteurs: [
    {
      breaks: 'lets in whoever it let in before when it cannot ask',
      caught: /when the issuer is not there, the connector answers 200, not 503/u,
      sabotage: (wire) => instead(wire, (good) => Response.json(good)),
    },
    {
      breaks: 'calls every token wrong when it cannot ask',
      caught: /when the issuer is not there, the connector answers 401, not 503/u,
      sabotage: (wire) => instead(wire, () => new Response(null, { status: 401 })),
    },
  ],
});

/** Another answer than that it cannot be found out; `make` gets the last good one. */
function instead({ fetch }: Wire, make: (good: unknown) => Response): Fetch {
  let good: unknown = {};
  return async (request) => {
    const response = await fetch(request);
    if (response.ok)
      good = await response
        .clone()
        .json()
        .catch(() => good);
    return response.status === 503 ? make(good) : response;
  };
}
