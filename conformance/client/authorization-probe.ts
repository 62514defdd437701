import { decodeJwt } from 'jose';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { oncePerConnector } from '../connector.ts';
import type { Connector } from '../connector.ts';
import { NotApplicable, NotTestable } from '../finding.ts';
import type { Exchange } from '../finding.ts';
import { authorize, discover, REDIRECT_URI, register, whyNoCode } from './oauth-client.ts';
import type { Authorization, Discovery, Grant } from './oauth-client.ts';
import { jsonSchema } from './wire.ts';
import type { Json } from './wire.ts';

/** What Claude registers; no browser of the suite ever goes there. */
export const CLAUDE = 'https://claude.ai/api/mcp/auth_callback';

export interface OAuthClient {
  clientId: string;
  discovery: Discovery;
}

async function newClient(connector: Connector, redirectUris?: string[]): Promise<OAuthClient> {
  const discovery = await discover(connector.url, connector.fetch);
  const { client_id: clientId } = await register(discovery, connector.fetch, redirectUris);
  return { clientId, discovery };
}

/** The client that asks in most checks, registered once, as are the others. */
export const ourClient = oncePerConnector(async (connector) => newClient(connector));
export const otherClient = oncePerConnector(async (connector) => newClient(connector));
/** Has two redirect addresses: one that is matched whole, and one on the loopback interface. */
export const claudeClient = oncePerConnector(async (connector) =>
  newClient(connector, [CLAUDE, REDIRECT_URI]),
);

type Asking = Partial<Parameters<typeof authorize>[2]>;

/** Asks for an authorization, as our client in the name of `wide` where nothing else is said. */
export async function ask(connector: Connector, asking: Asking = {}): Promise<Authorization> {
  const { clientId, discovery } = await ourClient(connector);
  const credentials = connector.credentials('wide');
  return authorize(discovery, connector.fetch, { clientId, credentials, ...asking });
}

export function codeIn({ callback }: Pick<Authorization, 'callback'>): string | null {
  return callback?.searchParams.get('code') ?? null;
}

/** The form that redeems the code of a new authorization; NotTestable where not even a faultless request gets one. */
export async function redemption(connector: Connector, asking: Asking = {}): Promise<URLSearchParams> {
  const authorization = await ask(connector, asking);
  const form = await redemptionOf(connector, authorization, asking);
  if (form === null) throw new NotTestable(whyNoCode(authorization));
  return form;
}

/** The form that redeems the code that an authorization ended in; null where it ended in none. */
export async function redemptionOf(
  connector: Connector,
  authorization: Pick<Authorization, 'callback' | 'codeVerifier'>,
  asking: Asking = {},
): Promise<URLSearchParams | null> {
  const { clientId, discovery } = await ourClient(connector);
  const code = codeIn(authorization);
  if (code === null) return null;
  return new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    code_verifier: authorization.codeVerifier,
    redirect_uri: asking.redirectUri ?? REDIRECT_URI,
    client_id: asking.clientId ?? clientId,
    resource: discovery.resource.resource,
  });
}

export function renewal({ clientId, discovery, tokens }: Grant): URLSearchParams {
  if (tokens.refresh_token === undefined)
    throw new NotTestable('the authorization server gave no refresh token');
  return new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: tokens.refresh_token,
    client_id: clientId,
    resource: discovery.resource.resource,
  });
}

export interface EndpointAnswer {
  status: number;
  headers: Headers;
  body: Json;
  exchange: Exchange;
}

/** One request to an endpoint for programs. What a report shows of the answer is its error, never a token. */
export async function send(connector: Connector, request: Request): Promise<EndpointAnswer> {
  const { pathname } = new URL(request.url);
  const { status, headers, ...response } = await connector.fetch(request).then(async (answer) => ({
    status: answer.status,
    headers: answer.headers,
    text: await answer.text(),
  }));
  const body = jsonSchema.safeParse(parsed(response.text)).data ?? {};
  const answer = typeof body['error'] === 'string' ? body['error'] : Object.keys(body).join(', ');
  return { status, headers, body, exchange: { request: `${request.method} ${pathname}`, status, answer } };
}

/** The address of an endpoint that not every server has. */
export function endpointIn({ server }: Discovery, name: string): string {
  const address = jsonSchema.parse(server)[name];
  if (typeof address !== 'string') throw new NotApplicable(`the metadata names no ${name}`);
  return address;
}

export function formRequest(address: string | URL, form: URLSearchParams): Request {
  return new Request(address, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
  });
}

export async function requestTokens(connector: Connector, form: URLSearchParams): Promise<EndpointAnswer> {
  const { discovery } = await ourClient(connector);
  return send(connector, formRequest(discovery.server.token_endpoint, form));
}

const tokensSchema = z.looseObject({
  access_token: z.string(),
  token_type: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number().optional(),
  scope: z.string().optional(),
});

/** The tokens in an answer; null where it holds none. */
export function tokensIn({ body }: Pick<EndpointAnswer, 'body'>): z.infer<typeof tokensSchema> | null {
  return tokensSchema.safeParse(body).data ?? null;
}

/** Tokens for a request that has to succeed; NotTestable otherwise. */
export async function tokensFor(connector: Connector, form: URLSearchParams) {
  const answer = await requestTokens(connector, form);
  const tokens = tokensIn(answer);
  if (tokens === null)
    throw new NotTestable(
      `a faultless token request is answered with ${answer.status} ${answer.exchange.answer}`,
    );
  return tokens;
}

/** What a token says inside; null for one that is no JWT. */
export function claimsOf({ access_token: token }: { access_token: string }): JWTPayload | null {
  try {
    return decodeJwt(token);
  } catch {
    return null;
  }
}

/** A new authorization of our client, or of another one. */
export async function newGrant(connector: Connector, asking: Asking = {}): Promise<Grant> {
  const { clientId, discovery } = await ourClient(connector);
  const tokens = await tokensFor(connector, await redemption(connector, asking));
  return { clientId: asking.clientId ?? clientId, discovery, tokens };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
