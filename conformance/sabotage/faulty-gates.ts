import type { Wire } from '../define.ts';
import { jwtIn } from '../client/jwt.ts';
import type { Jwt } from '../client/jwt.ts';
import { messageIn } from '../client/wire.ts';
import type { Fetch, Message } from '../client/wire.ts';

/** Lets in what `when` picks by its bearer token, on the strength of a token that was good before. */
export function laxGate({ fetch, url }: Wire, when: (bearer: string) => boolean): Fetch {
  let good: string | null = null;
  return async (request) => {
    if (!request.url.startsWith(url.href)) return fetch(request);
    const again = request.clone();
    const response = await fetch(request);
    const given = request.headers.get('authorization');
    if (response.ok) good = given;
    if (response.status !== 401 || good === null || given === null || !when(given.replace(/^Bearer /u, '')))
      return response;
    again.headers.set('authorization', good);
    return fetch(again);
  };
}

/** Lets in the JWT whose parts `when` picks, whatever else is wrong with it. */
export function laxAbout(wire: Wire, when: (token: Jwt) => boolean): Fetch {
  return laxGate(wire, (bearer) => {
    const token = jwtIn(bearer);
    return token !== null && when(token);
  });
}

/** Answers from memory where `when` picks the fresh answer: the last good one that the same `key` got. */
export function remembering(
  { fetch, url }: Wire,
  {
    key,
    when,
  }: { key: (request: Request, body: string) => string; when: (status: number, body: string) => boolean },
): Fetch {
  const memory = new Map<string, Message>();
  return async (request) => {
    const body = await request.clone().text();
    const response = await fetch(request);
    const asked = messageIn(body);
    if (asked === null || !request.url.startsWith(url.href)) return response;
    const answer = await response.clone().text();
    const old = memory.get(key(request, body));
    if (old !== undefined && when(response.status, answer)) return Response.json({ ...old, id: asked.id });
    const fresh = messageIn(answer);
    if (response.ok && fresh !== null) memory.set(key(request, body), fresh);
    return response;
  };
}

/** Answers tool calls that have the same `key` and are under way at the same time with one answer. */
export function sharing({ fetch }: Wire, key: (request: Request, body: string) => string): Fetch {
  const underWay = new Map<string, Promise<Message | null>>();
  return async (request) => {
    const body = await request.clone().text();
    const asked = messageIn(body);
    if (asked?.method !== 'tools/call') return fetch(request);
    const answer =
      underWay.get(key(request, body)) ??
      fetch(request)
        .then(async (response) => messageIn(await response.text()))
        .finally(() => underWay.delete(key(request, body)));
    underWay.set(key(request, body), answer);
    return Response.json({ ...(await answer), id: asked.id });
  };
}

/** What a request asks for, whoever asks: without the id of the message. */
export function question(_request: Request, body: string): string {
  const asked = messageIn(body);
  return JSON.stringify([asked?.method, asked?.params]);
}

/** What a request asks for, and with which token. */
export function questionOfCaller(request: Request, body: string): string {
  return `${request.headers.get('authorization')} ${question(request, body)}`;
}
