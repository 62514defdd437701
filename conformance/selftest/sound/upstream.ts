import { z } from 'zod';
import type { Fetch, Json } from '../../client/wire.ts';
import { jsonSchema } from '../../client/wire.ts';
import type { createAuthorizationServer } from './authorization-server.ts';
import { runTool, ToolRefusal } from './tools.ts';
import { KINDS } from './world.ts';
import type { SoundWorld, Speaker } from './world.ts';

export const API = 'https://api.test';
export const ISSUER = 'https://issuer.test';

/** By which the issuer knows the connector. */
const SECRET = 'only the connector knows';
/** How long the sound connector waits for an answer. */
const PATIENCE_MS = 50_000;

type AuthorizationServer = Awaited<ReturnType<typeof createAuthorizationServer>>;

const callSchema = z.object({ tool: z.string(), arguments: jsonSchema });
const exchangedSchema = z.object({ access_token: z.string() });
const refusalSchema = z.object({ refusal: z.string() });
const identitySchema = z.union([
  z.object({ active: z.literal(true), sub: z.string(), scope: z.string() }),
  z.object({ active: z.literal(false) }),
]);

/** The tenant API: whoever bears the token asks for one thing, and gets what this user may see. */
export async function answerApi(
  request: Request,
  world: SoundWorld,
  server: AuthorizationServer,
): Promise<Response> {
  const bearer = (request.headers.get('authorization') ?? '').replace(/^Bearer /u, '');
  const speaker = await server.speaker(bearer, API);
  if (speaker === null) return new Response(null, { status: 401 });
  if (request.method !== 'POST') return answerConsole(request, world, speaker);
  const { tool, arguments: args } = callSchema.parse(await request.json());
  try {
    return Response.json(runTool(world, speaker, tool, args));
  } catch (error) {
    if (!(error instanceof ToolRefusal)) throw error;
    return Response.json({ refusal: error.message }, { status: 422 });
  }
}

/** What people look at and edit past the connector. */
async function answerConsole(request: Request, world: SoundWorld, { user }: Speaker): Promise<Response> {
  const [, , tenant, collection, id] = new URL(request.url).pathname.split('/');
  const kind = KINDS.find((one) => `${one.replaceAll('_', '-')}s` === collection);
  const seen = kind === undefined || tenant !== user.tenant ? [] : world.visible(user, kind);
  if (id === undefined) return Response.json({ items: seen.slice(0, 1) });
  const item = seen.find((one) => one.id === id);
  if (item === undefined) return new Response(null, { status: 404 });
  if (request.method === 'PATCH') Object.assign(item, jsonSchema.parse(await request.json()));
  return Response.json({ item });
}

/**
 * The issuer, and what it says to a resource server besides: who bears a token, and a token of the API in its place.
 *
 * @see RFC 7662, section 2; RFC 8693, section 2
 */
export async function answerIssuer(request: Request, server: AuthorizationServer): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname !== '/introspect' && pathname !== '/exchange') return server.fetch(request);
  const form = new URLSearchParams(await request.clone().text());
  if (form.get('client_secret') !== SECRET) return server.fetch(request);
  const token = form.get('token') ?? '';
  if (pathname === '/exchange') {
    const access_token = await server.exchange(token, API);
    return access_token === null ? new Response(null, { status: 400 }) : Response.json({ access_token });
  }
  const speaker = await server.speaker(token);
  return Response.json(
    speaker === null
      ? { active: false }
      : { active: true, sub: speaker.user.id, scope: speaker.scopes.join(' ') },
  );
}

/** Who bears a token, and what it is for. */
export interface Identity {
  user: string;
  scopes: string[];
}

/** What the sound connector asks of others: nothing else leaves it. */
export function createUpstream(send: Fetch) {
  const ask = async (url: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
    send(
      new Request(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
      }),
    );
  const askIssuer = async (path: string, token: string): Promise<unknown> =>
    (await ask(`${ISSUER}${path}`, new URLSearchParams({ token, client_secret: SECRET }).toString())).json();
  const askApi = async (bearer: string, body: Json): Promise<Response> => {
    const { access_token: token } = exchangedSchema.parse(await askIssuer('/exchange', bearer));
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return ask(`${API}/call`, JSON.stringify(body), headers);
  };
  return {
    /** Whose token this is; null for a token that is not good. */
    async identityOf(bearer: string): Promise<Identity | null> {
      const identity = identitySchema.parse(await askIssuer('/introspect', bearer));
      return identity.active ? { user: identity.sub, scopes: identity.scope.split(' ') } : null;
    },
    /** What the API answers to this user; a refusal in words where it does not. */
    async call(bearer: string, tool: string, args: Json): Promise<Json> {
      const response = await askApi(bearer, { tool, arguments: args }).catch(() => {
        throw new ToolRefusal('The API did not answer in time. Try again later.');
      });
      if (response.status === 401) throw new ToolRefusal('Access has ended. Sign in again.');
      const answer: unknown = await response.json().catch(() => null);
      if (response.ok) return jsonSchema.parse(answer);
      throw new ToolRefusal(
        refusalSchema.safeParse(answer).data?.refusal ?? 'The API failed. Try again later.',
      );
    },
  };
}
