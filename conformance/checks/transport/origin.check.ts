import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { knock } from '../../client/raw-request.ts';
import type { Fetch } from '../../client/wire.ts';

export default defineCheck({
  requirement: 'transport.origin',
  async run(connector) {
    const token = await (await connector.token('wide'))();
    const { origin, hostname } = connector.url;
    const control = await knock(connector, token);
    if (control.status !== 200) throw new NotTestable(`a request of no web page got ${control.status}`);
    const strangers = [
      'https://evil.example',
      'null',
      `${origin}.evil.example`,
      `https://${hostname}.evil.example`,
      `https://evil-${hostname}`,
      `https://evil.example/${hostname}`,
    ];
    for (const stranger of strangers) {
      const { status, exchange } = await knock(connector, token, undefined, {
        headers: { origin: stranger },
      });
      if (status !== 403)
        throw new Violation(`a request of a page of ${stranger} got ${status}, not 403`, {
          calls: [control.exchange, exchange],
        });
    }
    return `pages of ${strangers.length} foreign origins refused, programs served`;
  },
  saboteurs: [
    {
      breaks: 'does not look at the origin',
      caught: /page of https:\/\/evil\.example got 200/u,
      sabotage: (wire) => trusting(wire.fetch, () => true),
    },
    {
      breaks: 'takes pages without an origin for its own',
      caught: /page of null got 200/u,
      sabotage: (wire) => trusting(wire.fetch, (origin) => origin === 'null'),
    },
    {
      breaks: 'compares how an origin begins',
      caught: /page of https:\/\/connector\.test\.evil\.example got 200/u,
      sabotage: (wire) => trusting(wire.fetch, (origin) => origin.startsWith(wire.url.origin)),
    },
  ],
});

function trusting(fetch: Fetch, which: (origin: string) => boolean): Fetch {
  return async (request) => {
    const origin = request.headers.get('origin');
    if (origin !== null && which(origin)) request.headers.delete('origin');
    return fetch(request);
  };
}
