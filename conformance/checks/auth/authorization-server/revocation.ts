import { endpointIn, formRequest, send } from '../../../client/authorization-probe.ts';
import type { EndpointAnswer, OAuthClient } from '../../../client/authorization-probe.ts';
import type { Connector } from '../../../connector.ts';
import type { Wire } from '../../../define.ts';
import type { Fetch } from '../../../client/wire.ts';

/** A client gives a token back (RFC 7009). */
export async function giveBack(
  connector: Connector,
  { clientId, discovery }: OAuthClient,
  token: string,
): Promise<EndpointAnswer> {
  const endpoint = endpointIn(discovery, 'revocation_endpoint');
  return send(connector, formRequest(endpoint, new URLSearchParams({ token, client_id: clientId })));
}

/** Answers that a token is ended without a word to the server, for those that `which` picks. */
export function onlyAnswering({ fetch }: Wire, which: (token: string) => boolean): Fetch {
  return async (request) => {
    const form = new URLSearchParams(request.method === 'POST' ? await request.clone().text() : '');
    const token = form.get('token');
    return token !== null && which(token) ? new Response() : fetch(request);
  };
}
