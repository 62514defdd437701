import { ourClient, send } from '../../../client/authorization-probe.ts';
import type { EndpointAnswer } from '../../../client/authorization-probe.ts';
import type { Connector } from '../../../connector.ts';
import { NotApplicable, NotTestable } from '../../../finding.ts';
import { REDIRECT_URI } from '../../../client/oauth-client.ts';
import type { Json } from '../../../client/wire.ts';
import { OUR_CLIENT } from '../../../client/our-client.ts';

const PLAIN = {
  client_name: OUR_CLIENT.title,
  redirect_uris: [REDIRECT_URI],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
};

/** Registers a client with these wishes beside what every client of the suite has. */
export async function registerWith(connector: Connector, wishes: Json): Promise<EndpointAnswer> {
  const endpoint = (await ourClient(connector)).discovery.server.registration_endpoint;
  if (endpoint === undefined) throw new NotApplicable('the metadata names no registration endpoint');
  return send(connector, jsonRequest(endpoint, 'POST', { ...PLAIN, ...wishes }));
}

/** Where a registered client is managed, and with what (RFC 7592). */
export interface Managed {
  clientId: string;
  address: string;
  token: string;
}

export async function managedClient(connector: Connector): Promise<Managed> {
  const { status, body } = await registerWith(connector, {});
  const { client_id: clientId, registration_client_uri: address, registration_access_token: token } = body;
  if (typeof clientId !== 'string')
    throw new NotTestable(`a faultless registration is answered with ${status}`);
  if (typeof address !== 'string' || typeof token !== 'string')
    throw new NotApplicable('a registered client cannot be managed');
  return { clientId, address, token };
}

/** One request to manage a client; what is sent is a whole registration, as RFC 7592, section 2.2 asks. */
export async function manage(
  connector: Connector,
  { clientId, address }: Managed,
  { method, token, wishes = {} }: { method: string; token: string | null; wishes?: Json },
): Promise<EndpointAnswer> {
  const body = method === 'PUT' ? { ...PLAIN, client_id: clientId, ...wishes } : undefined;
  return send(connector, jsonRequest(address, method, body, token));
}

function jsonRequest(address: string, method: string, body?: Json, token: string | null = null): Request {
  return new Request(address, {
    method,
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
