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
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { knock } from '../../../client/raw-request.ts';
import { rewriteAuthorization, rewriteForm } from '../../../sabotage/sabotage-authorization.ts';
import { jsonSchema } from '../../../client/wire.ts';
import type { Fetch } from '../../../client/wire.ts';

const ELSEWHERE = 'https://resource.example.org/mcp';

export default defineCheck({
  requirement: 'auth.resource-bound',
  async run(connector) {
    const { resource, server } = (await ourClient(connector)).discovery;
    const ours = resource.resource;
    const audience = audienceOf(await newGrant(connector));
    if (audience !== undefined && ![ours, ours.replace(/\/$/u, '')].includes(audience))
      throw new Violation(`a token for ${ours} names another resource: ${audience}`);

    for (const [how, form] of Object.entries(attempts(connector, ours, server.issuer))) {
      const sent = await form();
      const answer = sent === null ? null : await requestTokens(connector, sent);
      const tokens = answer === null ? null : tokensIn(answer);
      if (tokens === null) continue;
      const got = audienceOf({ tokens });
      if (got === undefined && (await knock(connector, tokens.access_token)).status !== 200)
        throw new NotTestable(`asked ${how}, the server gave a token that does not say what it is for`);
      if (got !== audience)
        throw new Violation(`asked ${how}, the server gave a token for ${got ?? 'it does not say what'}`);
    }
    return `tokens are for ${ours}, whatever else is asked for`;
  },
  saboteurs: [
    {
      breaks: 'gives tokens for any resource',
      caught: /when the user was asked, the server gave a token for https:\/\/resource/u,
      sabotage: (wire) => giving(wire, () => true),
    },
    {
      breaks: 'lets a renewal change the resource',
      caught: /when it was renewed, the server gave a token for https:\/\/resource/u,
      sabotage: (wire) => giving(wire, (form) => form.has('refresh_token')),
    },
    {
      breaks: 'gives one token for two resources',
      hides: 'rare argument',
      caught: /beside the right one, the server gave a token for .*,https:\/\/resource/u,
      sabotage: (wire) => giving(wire, (_form, asked) => asked.length > 1),
    },
  ],
});

/** Whom a token is for; undefined for one that does not say. */
function audienceOf({ tokens }: { tokens: { access_token: string } }): string | undefined {
  const { aud } = claimsOf(tokens) ?? {};
  return aud === undefined ? undefined : [aud].flat().join(',');
}

function attempts(
  connector: Connector,
  ours: string,
  issuer: string,
): Record<string, () => Promise<URLSearchParams | null>> {
  const instead = (address: string) => async () => {
    const edit = (start: URL) => start.searchParams.set('resource', address);
    const form = await redemptionOf(connector, await ask(connector, { edit }));
    form?.set('resource', address);
    return form;
  };
  return {
    'for another resource when the user was asked': instead(ELSEWHERE),
    'for the authorization server itself': instead(issuer),
    'for a part of it': instead(`${ours}#part`),
    'for an address without a host': instead(new URL(ours).pathname),
    'for another resource beside the right one': async () => {
      const edit = (start: URL) => start.searchParams.append('resource', ELSEWHERE);
      const form = await redemptionOf(connector, await ask(connector, { edit }));
      form?.append('resource', ELSEWHERE);
      return form;
    },
    'for another resource when the code was redeemed': async () => {
      const form = await redemption(connector);
      form.set('resource', ELSEWHERE);
      return form;
    },
    'for another resource when it was renewed': async () => {
      const form = renewal(await newGrant(connector));
      form.set('resource', ELSEWHERE);
      return form;
    },
  };
}

/** Forgets the resources of a request, and writes them into the token that comes of it. */
function giving(
  wire: Parameters<typeof rewriteForm>[0],
  when: (form: URLSearchParams, asked: readonly string[]) => boolean,
): Fetch {
  let asked: string[] = [];
  const lax = rewriteAuthorization(wire, (query) => query.delete('resource'));
  const fetch = rewriteForm({ fetch: lax }, 'grant_type', (form) => {
    asked = form.getAll('resource');
    if (when(form, asked)) form.delete('resource');
    else asked = [];
  });
  return async (request) => {
    const response = await fetch(request);
    const isTokens = request.method === 'POST' && response.ok && asked.length > 0;
    if (!isTokens) return response;
    const tokens = jsonSchema.parse(await response.json());
    const [header = '', payload = '', signature = ''] = String(tokens['access_token']).split('.');
    const claims: object = JSON.parse(Buffer.from(payload, 'base64url').toString() || '{}');
    const changed = JSON.stringify({ ...claims, aud: asked.length > 1 ? asked : asked[0] });
    const token = [header, Buffer.from(changed).toString('base64url'), signature].join('.');
    asked = [];
    return Response.json({ ...tokens, access_token: token });
  };
}
