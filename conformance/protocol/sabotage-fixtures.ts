import type { Wire } from '../define.ts';
import { messageIn } from '../client/wire.ts';
import type { Fetch, Json, Message } from '../client/wire.ts';

/** Changes the results of one method of the fixtures, which are beside the connector's own endpoint. */
export function rewriteFixtures(
  { fetch, url }: Wire,
  method: string,
  change: (result: Json, asked: Message) => Json,
): Fetch {
  return async (request) => {
    if (request.method !== 'POST' || new URL(request.url).origin === url.origin) return fetch(request);
    const asked = messageIn(await request.clone().text());
    const response = await fetch(request);
    if (asked?.method !== method) return response;
    const answer = messageIn(await response.clone().text());
    return answer?.result === undefined
      ? response
      : Response.json({ ...answer, result: change(answer.result, asked) });
  };
}
