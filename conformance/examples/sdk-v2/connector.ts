import { createMcpHandler } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { createAuthorization } from './authorization.ts';
import type { Caller, Settings } from './authorization.ts';
import { createServer, Refused } from './tools.ts';
import type { Api } from './tools.ts';

const SCOPES = 'optimove:read optimove:drafts.write';
const errorSchema = z.object({ error: z.object({ message: z.string() }) });

/** A sound connector on version 2 of the MCP SDK: what reads only reads, what drafts makes one draft, and all as the caller. */
export async function createConnector(settings: Settings): Promise<(request: Request) => Promise<Response>> {
  const { publicUrl, apiUrl, issuer, fetch, audit } = settings;
  const authorization = await createAuthorization(settings);
  const { origin, host, pathname } = new URL(publicUrl);
  const metadataPath = `/.well-known/oauth-protected-resource${pathname}`;
  const documents: Record<string, object> = {
    [metadataPath]: {
      resource: publicUrl,
      authorization_servers: [issuer],
      scopes_supported: SCOPES.split(' '),
      bearer_methods_supported: ['header'],
    },
    '/.well-known/jwks.json': { keys: [authorization.publicJwk] },
  };

  function apiOf(caller: Caller, tenant = caller.tenants[0]): Api {
    if (tenant === undefined || !caller.tenants.includes(tenant))
      throw new Refused('This is no tenant of yours.');
    const base = `${apiUrl}/api/v1/tenants/${tenant}`;
    const send = async (
      scope: 'api:read' | 'api:drafts',
      url: string,
      init: RequestInit,
    ): Promise<unknown> => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${await authorization.apiToken(caller, scope)}`);
      const signal = AbortSignal.timeout(60_000);
      const response = await fetch(new Request(url, { ...init, headers, signal, redirect: 'error' }));
      if (!response.ok) throw new Refused(await refusal(response));
      return response.json();
    };
    return {
      get: async (path, query = {}) => {
        const given = Object.entries(query).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, String(value)]],
        );
        const search = new URLSearchParams(given).toString();
        return send('api:read', `${base}${path}${search && `?${search}`}`, {});
      },
      // A lost answer is not asked for again: the draft may be there.
      draft: async (path, body) =>
        send('api:drafts', `${base}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
          body: JSON.stringify(body),
        }),
    };
  }

  function denied(status: number, error?: string): Response {
    const challenge = [
      ...(error === undefined ? [] : [`error="${error}"`]),
      `scope="${SCOPES}"`,
      `resource_metadata="${origin}${metadataPath}"`,
    ];
    return new Response(null, { status, headers: { 'www-authenticate': `Bearer ${challenge.join(', ')}` } });
  }

  async function serve(request: Request, { pathname: path, searchParams }: URL): Promise<Response> {
    const document = documents[path];
    if (document !== undefined) return Response.json(document);
    if (path !== pathname) return new Response(null, { status: 404 });
    // Web pages have no business here (DNS rebinding).
    if (![null, host].includes(request.headers.get('host'))) return new Response(null, { status: 403 });
    if (![null, origin].includes(request.headers.get('origin'))) return new Response(null, { status: 403 });
    if (searchParams.has('access_token')) return denied(400, 'invalid_request');
    const token = /^Bearer +([\w.~+/-]+=*)$/iu.exec(request.headers.get('authorization') ?? '')?.[1];
    if (token === undefined) return denied(401);
    const caller = await authorization.callerOf(token);
    if (caller === null) return denied(401, 'invalid_token');
    if (!caller.scopes.includes('optimove:read')) return denied(403, 'insufficient_scope');
    const handler = createMcpHandler(() => createServer(caller, (tenant) => apiOf(caller, tenant), audit));
    const { clientId, scopes } = caller;
    const authInfo = { token, clientId, scopes, resourceMetadataUrl: `${origin}${metadataPath}` };
    return handler.fetch(request, { authInfo });
  }

  return async (request) => {
    // Without the authorization server, nobody is known.
    const response = await serve(request, new URL(request.url)).catch(
      () => new Response(null, { status: 503 }),
    );
    const headers = new Headers(response.headers);
    headers.set('cache-control', 'no-store');
    return new Response(response.body, { status: response.status, headers });
  };
}

async function refusal(response: Response): Promise<string> {
  const seconds = response.headers.get('retry-after');
  if (response.status === 429) return `The rate limit is reached: try again in ${seconds ?? 10} s.`;
  if (response.status === 404) return 'Nothing that you may see has this id or name.';
  const body: unknown = await response.json().catch(() => null);
  const { success, data } = errorSchema.safeParse(body);
  return success && response.status < 500
    ? data.error.message
    : `Optimove answered with status ${response.status}.`;
}
