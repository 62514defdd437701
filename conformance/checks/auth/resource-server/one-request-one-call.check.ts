import { listCalls } from '../../../samples/any-call.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { rawCall, rawRequest } from '../../../client/raw-call.ts';
import { bodyOf } from '../../../client/raw-request.ts';
import type { RawRequest } from '../../../client/raw-request.ts';
import type { Fetch } from '../../../client/wire.ts';

const METHOD = '"method":"tools/call"';
const LIST = '"method":"tools/list"';

export default defineCheck({
  requirement: 'auth.one-request-one-call',
  async run(connector) {
    const witness = connector.witness();
    const token = await (await connector.token('wide'))();
    const [call] = await listCalls(connector);
    const request = await rawRequest(connector, token, call);
    const body = bodyOf(request);
    const control = await witness.during(async () => rawCall(connector, token, call));
    if (control.length === 0) throw new NotTestable(`no request reached the API during ${call.tool}`);

    const asList = request.era === 'modern' ? { 'mcp-method': 'tools/list' } : {};
    const attempts: Record<string, Partial<RawRequest>> = {
      'that comes in a batch': { body: `[${body},${body}]` },
      ...(request.era === 'modern' && {
        'that its header calls a list of tools': { headers: asList },
        'that its header calls by the name of another tool': { headers: { 'mcp-name': 'another_tool' } },
        'whose body names its method twice, the list last': {
          headers: asList,
          body: body.replace(METHOD, `${METHOD},${LIST}`),
        },
        'whose body names its method twice, the list first': {
          headers: asList,
          body: body.replace(METHOD, `${LIST},${METHOD}`),
        },
      }),
    };
    for (const [which, changes] of Object.entries(attempts)) {
      const calls: Awaited<ReturnType<typeof rawCall>>['exchange'][] = [];
      const journal = await witness.during(async () =>
        calls.push((await rawCall(connector, token, call, changes)).exchange),
      );
      const ran = journal.some(({ endpoint }) => control.some((entry) => entry.endpoint === endpoint));
      if (ran) throw new Violation(`a call ${which} was run`, { calls, journal });
    }
    return `${Object.keys(attempts).length} requests that say two things, and none of them is run`;
  },
  saboteurs: [
    {
      breaks: 'believes the header about what the body says',
      caught: /that its header calls a list of tools was run/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          if ((await request.clone().text()).includes(METHOD))
            request.headers.set('mcp-method', 'tools/call');
          return fetch(request);
        },
    },
    {
      breaks: 'runs the first call of a batch',
      caught: /that comes in a batch was run/u,
      sabotage:
        ({ fetch, mischief }): Fetch =>
        async (request) => {
          const body = await request.clone().text();
          if (body.startsWith('[') && body.includes(METHOD)) mischief.upstream('read', 'list-campaigns');
          return fetch(request);
        },
    },
    {
      breaks: 'reads the first of two methods where its gate reads the last',
      caught: /names its method twice, the list last was run/u,
      sabotage:
        ({ fetch, mischief }): Fetch =>
        async (request) => {
          const body = await request.clone().text();
          if (body.includes(`${METHOD},${LIST}`)) mischief.upstream('read', 'list-campaigns');
          return fetch(request);
        },
    },
  ],
});
