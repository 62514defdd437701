import { META, modernEra, withBody, withHeaders } from '../../client/eras.ts';
import type { Ask } from '../../client/eras.ts';
import { answerOtherwise, errorAnswer } from '../../sabotage/answer-sabotage.ts';
import { refuses } from '../../refusal.ts';
import { jsonSchema } from '../../client/wire.ts';

const PAST = '1999-12-31';
const FUTURE = '2099-01-01';

export default refuses({
  requirement: 'transport.unsupported-revision',
  eras: async (connector) => [await modernEra(connector)],
  control: (era) => era.ask('tools/list'),
  wrong: {
    'a revision that never was': (ask) => inRevision(ask, PAST),
    'a revision of the far future': (ask) => inRevision(ask, FUTURE),
  },
  code: -32022,
  status: () => 400,
  problem({ data }) {
    const { supported, requested } = jsonSchema.safeParse(data).data ?? {};
    if (!Array.isArray(supported) || supported.length === 0)
      return 'an error that names no supported revision';
    return requested === PAST || requested === FUTURE
      ? null
      : 'an error that does not name the requested revision';
  },
  saboteurs: [
    {
      breaks: 'takes a revision of the future for its own newest one',
      caught: /far future .* is answered with no error with HTTP 200/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          if (request.headers.get('mcp-protocol-version') !== FUTURE) return fetch(request);
          const body = (await request.text()).replace(FUTURE, '2026-07-28');
          const headers = new Headers(request.headers);
          headers.set('mcp-protocol-version', '2026-07-28');
          return fetch(new Request(request.url, { method: 'POST', headers, body }));
        },
    },
    {
      breaks: 'refuses an unknown revision without saying which ones it speaks',
      caught: /names no supported revision/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ headers }) => headers.get('mcp-protocol-version') === PAST,
          (sent) => errorAnswer(sent, -32022, 400, { requested: PAST }),
        ),
    },
  ],
});

function inRevision(ask: Ask, revision: string): Ask {
  const meta = { [`${META}protocolVersion`]: revision, [`${META}clientCapabilities`]: {} };
  return withBody(withHeaders(ask, { 'mcp-protocol-version': revision }), { params: { _meta: meta } });
}
