import { messageIn } from '../../client/wire.ts';
import { SCOPES } from './authorization-server.ts';
import type { Identity } from './upstream.ts';

const [READ = '', DRAFT = ''] = SCOPES;
const ONE_TOKEN = /^bearer +([\w.~+/-]+=*)$/iu;

interface ResourceServer {
  resource: string;
  issuer: string;
  /** Null for a token that is not good; rejects where that cannot be found out. */
  identityOf: (bearer: string) => Promise<Identity | null>;
  answer: (request: Request, who: Identity, bearer: string) => Promise<Response>;
}

/** The door of the sound connector: its metadata, and who comes in, decided before anything of the body is read. */
export function createResourceServer({ resource, issuer, identityOf, answer }: ResourceServer) {
  const { origin, host, pathname: path } = new URL(resource);
  const metadataPath = `/.well-known/oauth-protected-resource${path}`;
  const metadata = {
    resource,
    authorization_servers: [issuer],
    scopes_supported: SCOPES,
    bearer_methods_supported: ['header'],
  };

  const challenge = (status: number, error: string | null, scope = SCOPES.join(' ')): Response => {
    const words = error === null ? '' : `error="${error}", `;
    const value = `Bearer ${words}scope="${scope}", resource_metadata="${origin}${metadataPath}"`;
    return new Response(null, { status, headers: { 'www-authenticate': value } });
  };

  const respond = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const from = request.headers.get('origin');
    if ((request.headers.get('host') ?? host) !== host || (from !== null && from !== origin))
      return new Response(null, { status: 403 });
    if (pathname === metadataPath) return Response.json(metadata);
    if (pathname !== path) return new Response(null, { status: 404 });
    if (searchParams.has('access_token')) return challenge(400, 'invalid_request');

    const authorization = request.headers.get('authorization') ?? '';
    if (!/^bearer\b/iu.test(authorization)) return challenge(401, null);
    const [, bearer = ''] = ONE_TOKEN.exec(authorization) ?? [];
    const who = await identityOf(bearer).catch(() => undefined);
    if (who === undefined) return new Response(null, { status: 503, headers: { 'retry-after': '5' } });
    if (who === null) return challenge(401, 'invalid_token');
    if (!who.scopes.includes(READ)) return challenge(403, 'insufficient_scope', READ);
    if (!who.scopes.includes(DRAFT) && isDrafting(await request.clone().text()))
      return challenge(403, 'insufficient_scope', DRAFT);
    return answer(request, who, bearer);
  };

  return async (request: Request): Promise<Response> => {
    const response = await respond(request);
    const headers = new Headers(response.headers);
    headers.set('cache-control', 'no-store');
    headers.set('vary', 'Authorization');
    return new Response(response.body, { status: response.status, headers });
  };
}

function isDrafting(body: string): boolean {
  const message = messageIn(body);
  return message?.method === 'tools/call' && String(message.params?.['name']).includes('create_draft');
}
