import type { Client } from 'oidc-provider';
import { z } from 'zod';
import type { AccessTokens } from './access-tokens.ts';
import { settleAuthorizationRequest } from './authorization-request.ts';
import { boundedBody } from '../pages/bounded-body.ts';
import type { Grants } from './grants.ts';
import { introspect } from './introspection.ts';
import { authorizationServerMetadata } from './metadata.ts';
import { oauthError, repeatedParameter } from './oauth-answers.ts';
import { revokeAccessToken } from './revocation.ts';
import { answerTokenRequest, type TokenEndpointOptions } from './token-endpoint.ts';

export interface OAuthRoutesOptions extends Omit<TokenEndpointOptions, 'provider'> {
  issuer: string;
  tokens: AccessTokens;
  grants: Grants;
  findClient: (id: string) => Promise<Client | undefined>;
  /** Hands a request to `oidc-provider` and the pages within it. */
  provider: (request: Request) => Promise<Response>;
}

const metadataSchema = z.record(z.string(), z.unknown());
const FORM = 'application/x-www-form-urlencoded';

/** Every request, first to what is ours among the OAuth endpoints, everything else to the provider. */
export function createOAuthRoutes(options: OAuthRoutesOptions): (request: Request) => Promise<Response> {
  const { issuer, mcpResource, provider } = options;

  return async (request) => {
    const url = new URL(request.url);
    if (!isPlainPath(url.pathname)) return oauthError(404, 'not_found', 'There is no such endpoint.');
    const body = await boundedBody(request);
    if (body === null) return oauthError(413, 'invalid_request', 'The body is larger than 64 kB.');
    const whole = () => new Request(url, { ...plain(request), ...(body.length > 0 && { body }) });
    const form = isForm(request) ? new URLSearchParams(new TextDecoder().decode(body)) : null;
    const asForm = async (sent: URLSearchParams) =>
      provider(new Request(url, { ...plain(request), body: sent.toString() }));

    switch (`${request.method} ${url.pathname}`) {
      case 'GET /oauth/authorize':
      case 'HEAD /oauth/authorize': {
        const settled = settleAuthorizationRequest(url, mcpResource);
        return provider(new Request(settled, plain(request)));
      }
      case 'POST /oauth/token':
        return form ? answerTokenRequest(form, { ...options, provider: asForm }) : provider(whole());
      case 'POST /oauth/introspect':
        return form
          ? introspect(form, options)
          : oauthError(400, 'invalid_request', `The body must be of type ${FORM}.`);
      case 'POST /oauth/revoke': {
        const ours =
          form && repeatedParameter(form) === undefined && (await revokeAccessToken(form, options));
        return ours ? new Response(null, { headers: { 'cache-control': 'no-store' } }) : provider(whole());
      }
      case 'GET /.well-known/oauth-authorization-server':
      case 'GET /.well-known/openid-configuration':
        return metadata(await provider(whole()), issuer);
      default:
        return provider(whole());
    }
  };
}

async function metadata(answer: Response, issuer: string): Promise<Response> {
  if (!answer.ok) return answer;
  const found = metadataSchema.parse(await answer.json());
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  headers.set('cache-control', 'public, max-age=300');
  return Response.json(authorizationServerMetadata(found, issuer), { headers });
}

/** The provider answers other spellings of a path too, past the endpoints here. */
function isPlainPath(pathname: string): boolean {
  const [, first = '', second = ''] = pathname.split('/');
  return (
    !pathname.endsWith('/') &&
    !pathname.includes('//') &&
    `${first}/${second}` === `${first}/${second}`.toLowerCase()
  );
}

function isForm(request: Request): boolean {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() === FORM;
}

function plain(request: Request): RequestInit {
  return { method: request.method, headers: request.headers };
}
