import {
  ask,
  claimsOf,
  newGrant,
  ourClient,
  redemption,
  redemptionOf,
  renewal,
  requestTokens,
  tokensIn,
} from '../../../client/authorization-probe.ts';
import type { Connector } from '../../../connector.ts';
import { sent } from '../../../client/consent-pages.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { REDIRECT_URI } from '../../../client/oauth-client.ts';
import { rewriteAuthorization, rewriteForm } from '../../../sabotage/sabotage-authorization.ts';
import { jsonSchema } from '../../../client/wire.ts';
import type { Fetch } from '../../../client/wire.ts';

/** How a client could come to more than the user was asked for. Each gives the form of a token request. */
const ATTEMPTS: Readonly<
  Record<string, (connector: Connector, asked: string, all: string) => Promise<URLSearchParams | null>>
> = {
  'when it redeems its code': async (connector, asked, all) => {
    const form = await redemption(connector, { edit: asking(asked) });
    form.set('scope', all);
    return form;
  },
  'when it renews': async (connector, asked, all) => {
    const form = renewal(await newGrant(connector, { edit: asking(asked) }));
    form.set('scope', all);
    return form;
  },
  'by a field more in the form to approve with': async (connector, asked, all) => {
    const waiting = await ask(connector, { edit: asking(asked), until: 'consent' });
    if (waiting.form === null) throw new NotTestable('no page to approve on was found');
    for (const scope of [...all.split(' '), all]) waiting.form.fields.append('scope', scope);
    const arrival = await waiting.browser.arrive(sent(waiting.form), REDIRECT_URI);
    return redemptionOf(connector, { ...waiting, ...arrival });
  },
  'by asking for what nobody knows': async (connector, asked) =>
    redemptionOf(connector, await ask(connector, { edit: asking(`${asked} optimove:admin`) })),
};

export default defineCheck({
  requirement: 'auth.scope-bound',
  async run(connector) {
    const { scopes_supported: scopes = [] } = (await ourClient(connector)).discovery.resource;
    const [asked] = scopes;
    if (asked === undefined || scopes.length < 2)
      throw new NotTestable('there are not two scopes, of which one could be asked for');
    const control = await newGrant(connector, { edit: asking(scopes.join(' ')) });
    if (scopesOf(control.tokens).length !== scopes.length)
      throw new NotTestable(
        `asked for all scopes, the user gave ${control.tokens.scope ?? 'not said which'}`,
      );

    for (const [how, attempt] of Object.entries(ATTEMPTS)) {
      const form = await attempt(connector, asked, scopes.join(' '));
      const tokens = form === null ? null : tokensIn(await requestTokens(connector, form));
      if (tokens === null) continue;
      const beyond = scopesOf(tokens).filter((scope) => scope !== asked);
      if (beyond.length > 0)
        throw new Violation(`a client that asked for ${asked} got ${beyond.join(' ')} too, ${how}`);
    }
    return `asked for ${asked} and got no more, in ${Object.keys(ATTEMPTS).length} ways`;
  },
  saboteurs: [
    {
      breaks: 'lets a renewal ask for more',
      caught: /too, when it renews/u,
      sabotage: (wire) => generous(wire, 'refresh_token'),
    },
    {
      breaks: 'lets the code be redeemed for more',
      caught: /too, when it redeems its code/u,
      sabotage: (wire) => generous(wire, 'code'),
    },
    {
      breaks: 'gives what the form says, not what was asked',
      caught: /too, by a field more in the form to approve with/u,
      sabotage(wire) {
        let chosen = '';
        const fetch = rewriteForm(wire, 'ticket', (form) => (chosen = form.getAll('scope').at(-1) ?? chosen));
        return answering({ fetch }, 'code', () => chosen);
      },
    },
    {
      breaks: 'gives a scope that it does not know',
      caught: /got optimove:admin too, by asking for what nobody knows/u,
      sabotage(wire) {
        let asked = '';
        const fetch = rewriteAuthorization(wire, (query) => {
          asked = query.get('scope') ?? '';
          query.set('scope', asked.replace(' optimove:admin', ''));
        });
        return answering({ fetch }, 'code', () => asked);
      },
    },
  ],
});

function asking(scope: string): (start: URL) => void {
  return (start) => start.searchParams.set('scope', scope);
}

/** What an answer says that the token is good for, and else the token itself. */
function scopesOf(tokens: NonNullable<ReturnType<typeof tokensIn>>): string[] {
  const scope = tokens.scope ?? claimsOf(tokens)?.['scope'];
  if (typeof scope !== 'string')
    throw new NotTestable('neither answer nor token says which scopes were given');
  return scope.split(' ');
}

/** Takes the scope out of a token request, and answers that it was given. */
function generous(wire: Parameters<typeof rewriteForm>[0], field: string): Fetch {
  let asked = '';
  const fetch = rewriteForm(wire, field, (form) => {
    asked = form.get('scope') ?? '';
    form.delete('scope');
  });
  return answering({ fetch }, field, () => asked);
}

function answering({ fetch }: Parameters<typeof rewriteForm>[0], field: string, given: () => string): Fetch {
  return async (request) => {
    const form = new URLSearchParams(request.method === 'POST' ? await request.clone().text() : '');
    const response = await fetch(request);
    if (!form.has(field) || given() === '' || !response.ok) return response;
    const tokens = jsonSchema.parse(await response.json());
    return Response.json({ ...tokens, scope: given() });
  };
}
