import { z } from 'zod';
import type { Fetch, Json } from '../../wire.ts';
import { jsonSchema } from '../../wire.ts';
import type { createAuthorizationServer } from './authorization-server.ts';
import { runTool, ToolRefusal } from './tools.ts';
import type { SoundWorld } from './world.ts';

export const API = 'https://api.test';
export const ISSUER = 'https://issuer.test';

/** How long the sound connector waits for an answer. */
const PATIENCE_MS = 50_000;

type AuthorizationServer = Awaited<ReturnType<typeof createAuthorizationServer>>;

const callSchema = z.object({ tool: z.string(), arguments: jsonSchema });
const refusalSchema = z.object({ refusal: z.string() });
const identitySchema = z.union([
  z.object({ active: z.literal(true), sub: z.string() }),
  z.object({ active: z.literal(false) }),
]);

/** The tenant API: whoever bears the token asks for one thing, and gets what this user may see. */
export async function answerApi(
  request: Request,
  world: SoundWorld,
  server: AuthorizationServer,
): Promise<Response> {
  const speaker = await server.speaker(bearerIn(request) ?? '');
  if (speaker === null) return new Response(null, { status: 401 });
  const { tool, arguments: args } = callSchema.parse(await request.json());
  try {
    return Response.json(runTool(world, speaker, tool, args));
  } catch (error) {
    if (!(error instanceof ToolRefusal)) throw error;
    return Response.json({ refusal: error.message }, { status: 422 });
  }
}

/**
 * What the issuer says of a token to a resource server.
 *
 * @see RFC 7662, section 2
 */
export async function introspect(request: Request, server: AuthorizationServer): Promise<Response> {
  const speaker = await server.speaker(bearerIn(request) ?? '');
  return Response.json(speaker === null ? { active: false } : { active: true, sub: speaker.user.id });
}

export function bearerIn({ headers }: Request): string | null {
  const [scheme, token] = (headers.get('authorization') ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' ? (token ?? '') : null;
}

/** What the sound connector asks of others: nothing else leaves it. */
export function createUpstream(send: Fetch) {
  const ask = async (url: string, bearer: string, body: Json): Promise<Response> =>
    send(
      new Request(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
      }),
    );
  return {
    /** The id of the user who bears this token; null for a token that is not good. */
    async userOf(bearer: string): Promise<string | null> {
      const identity = identitySchema.parse(await (await ask(`${ISSUER}/introspect`, bearer, {})).json());
      return identity.active ? identity.sub : null;
    },
    /** What the API answers to this user; a refusal in words where it does not. */
    async call(bearer: string, tool: string, args: Json): Promise<Json> {
      const response = await ask(`${API}/call`, bearer, { tool, arguments: args }).catch(() => {
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
