import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { knock } from '../../client/raw-request.ts';

/** What says that this is not the server of that name. */
const REFUSED = [400, 403, 404, 421];

export default defineCheck({
  requirement: 'transport.foreign-host',
  async run(connector) {
    const token = await (await connector.token('wide'))();
    const { host, hostname, port } = connector.url;
    const control = await knock(connector, token, undefined, { headers: { host } });
    if (control.status !== 200) throw new NotTestable(`a request to ${host} got ${control.status}`);
    const strangers = [
      'evil.example',
      `${hostname}.evil.example`,
      `evil.example:${port === '' ? '443' : port}`,
      '198.51.100.7',
    ];
    for (const stranger of strangers) {
      const { status, exchange } = await knock(connector, token, undefined, { headers: { host: stranger } });
      if (!REFUSED.includes(status))
        throw new Violation(`a request to the host ${stranger} got ${status}`, {
          calls: [control.exchange, exchange],
        });
    }
    return `${strangers.length} foreign host names refused`;
  },
  saboteurs: [
    {
      breaks: 'answers to every name',
      caught: /to the host evil\.example got 200/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          request.headers.delete('host');
          return fetch(request);
        },
    },
    {
      breaks: 'compares how a host name begins',
      caught: /to the host connector\.test\.evil\.example got 200/u,
      sabotage:
        ({ fetch, url }) =>
        async (request) => {
          if (request.headers.get('host')?.startsWith(url.host) === true) request.headers.delete('host');
          return fetch(request);
        },
    },
  ],
});
