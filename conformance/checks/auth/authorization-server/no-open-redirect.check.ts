import { ask } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { REDIRECT_URI } from '../../../client/oauth-client.ts';
import { rewriteResponses } from '../../../sabotage/sabotage.ts';

const FOREIGN = 'https://example.org/callback';
/** Errors that a client is told of at its own redirect address. */
const MISTAKES: Readonly<Record<string, (start: URL) => void>> = {
  'an unknown scope alone': (start) => start.searchParams.set('scope', 'nobody:knows'),
  'no code challenge': (start) => start.searchParams.delete('code_challenge'),
  'no page allowed': (start) => start.searchParams.set('prompt', 'none'),
};

export default defineCheck({
  requirement: 'auth.no-open-redirect',
  async run(connector) {
    const mistakes: string[] = [];
    for (const [mistake, edit] of Object.entries(MISTAKES)) {
      const told = await ask(connector, { edit });
      if (told.callback?.searchParams.has('error') !== true) continue;
      mistakes.push(mistake);

      const places: Record<string, (start: URL) => void> = {
        'to a foreign address': (start) => start.searchParams.set('redirect_uri', FOREIGN),
        'for an unknown client': (start) => start.searchParams.set('client_id', 'nobody-registered-this'),
        'for no client': (start) => start.searchParams.delete('client_id'),
      };
      for (const [place, misplace] of Object.entries(places)) {
        const { callback } = await ask(connector, {
          edit(start) {
            edit(start);
            misplace(start);
          },
        });
        if (callback !== null)
          throw new Violation(`a request with ${mistake} sent the browser ${place}: ${callback.origin}`);
      }
    }
    if (mistakes.length === 0)
      throw new NotTestable('no mistake in a request is answered at the redirect address of the client');
    return `errors reach the client, and nobody else: ${mistakes.join(', ')}`;
  },
  saboteurs: [
    {
      breaks: 'tells errors at whatever address is named',
      caught: /an unknown scope alone sent the browser to a foreign address/u,
      sabotage: (wire) => tellingErrors(wire, () => true),
    },
    {
      breaks: 'forgets to look at the client when it may show no page',
      hides: 'rare argument',
      caught: /no page allowed sent the browser for an unknown client/u,
      sabotage: (wire) =>
        tellingErrors(
          wire,
          (query) => query.get('prompt') === 'none' && query.get('redirect_uri') === REDIRECT_URI,
        ),
    },
  ],
});

function tellingErrors(
  wire: Parameters<typeof rewriteResponses>[0],
  when: (query: URLSearchParams) => boolean,
): ReturnType<typeof rewriteResponses> {
  return rewriteResponses(
    wire,
    ({ searchParams: query }) => query.has('redirect_uri') && when(query),
    (response, request) => {
      const to = new URL(request.url).searchParams.get('redirect_uri') ?? '';
      return response.status === 400
        ? new Response(null, { status: 303, headers: { location: `${to}?error=invalid_request` } })
        : response;
    },
  );
}
