import { z } from 'zod';
import { oauthError } from './pages.ts';

const CLAUDE = ['https://claude.ai/api/mcp/auth_callback', 'https://claude.com/api/mcp/auth_callback'];
const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/[\w/-]*$/u;
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;
const LONGEST_NAME = 80;

const metadataSchema = z.object({
  redirect_uris: z.array(z.string()),
  client_name: z.string().default('Unnamed'),
  grant_types: z.array(z.enum(['authorization_code', 'refresh_token'])).default(['authorization_code']),
  response_types: z.array(z.literal('code')).default(['code']),
});

export interface SoundClient {
  id: string;
  name: string;
  redirectUris: string[];
  managementToken: string;
}

/** Clients that register themselves, and what they may change of it later (RFC 7591, RFC 7592). */
export function createClients(
  issuer: string,
  fresh: (kind: string) => string,
  deleted: (id: string) => void,
) {
  const clients = new Map<string, SoundClient>();

  const write = async (request: Request, known?: SoundClient): Promise<Response> => {
    const metadata = metadataSchema.safeParse(await request.json().catch(() => null));
    if (!metadata.success) return oauthError(400, 'invalid_client_metadata');
    const uris = metadata.data.redirect_uris.filter((uri) => CLAUDE.includes(uri) || LOOPBACK.test(uri));
    if (uris.length === 0) return oauthError(400, 'invalid_redirect_uri');
    const client = {
      id: known?.id ?? fresh('client'),
      name: metadata.data.client_name.replaceAll(INVISIBLE, '').slice(0, LONGEST_NAME),
      redirectUris: uris,
      managementToken: fresh('management'),
    };
    clients.set(client.id, client);
    return Response.json(shown(client), { status: known === undefined ? 201 : 200 });
  };

  const shown = ({ id, name, redirectUris, managementToken }: SoundClient) => ({
    client_id: id,
    client_name: name,
    redirect_uris: redirectUris,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    registration_client_uri: `${issuer}/register/${id}`,
    registration_access_token: managementToken,
  });

  return {
    find: (id: string | null) => clients.get(id ?? ''),
    async answer(request: Request): Promise<Response> {
      const id = new URL(request.url).pathname.split('/')[2];
      if (id === undefined)
        return request.method === 'POST' ? write(request) : oauthError(405, 'invalid_request');
      const client = clients.get(id);
      if (client === undefined || request.headers.get('authorization') !== `Bearer ${client.managementToken}`)
        return oauthError(401, 'invalid_token');
      if (request.method === 'PUT') return write(request, client);
      if (request.method !== 'DELETE') return Response.json(shown(client));
      clients.delete(id);
      deleted(id);
      return new Response(null, { status: 204 });
    },
  };
}

/** Character for character; of a loopback address the port may differ (RFC 8252, section 7.3). */
export function mayRedirect({ redirectUris }: SoundClient, asked: string): boolean {
  return (
    redirectUris.includes(asked) ||
    redirectUris.some((uri) => LOOPBACK.test(uri) && portless(uri) === portless(asked))
  );
}

function portless(uri: string): string | undefined {
  const port = LOOPBACK.exec(uri)?.[1];
  return LOOPBACK.test(uri) ? uri.replace(port ?? '', '') : undefined;
}
