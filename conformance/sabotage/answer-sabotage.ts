import type { Wire } from '../define.ts';
import { rewriteMessages } from './sabotage.ts';
import { messageIn } from '../client/wire.ts';
import type { Fetch, Json, Message } from '../client/wire.ts';

/** What a client sent to the MCP endpoint. */
export interface Sent {
  http: string;
  headers: Headers;
  text: string;
  /** Null where the text is no message. */
  message: Message | null;
}

/** Answers what `when` picks in another way than the connector does, and asks the connector all else. */
export function answerOtherwise(
  { fetch, url }: Wire,
  when: (sent: Sent) => boolean,
  make: (sent: Sent, response: Response) => Response | Promise<Response>,
): Fetch {
  return async (request) => {
    if (request.url.split('?')[0] !== url.href) return fetch(request);
    const text = await request.clone().text();
    const sent = { http: request.method, headers: request.headers, text, message: messageIn(text) };
    const response = await fetch(request);
    return when(sent) ? make(sent, response) : response;
  };
}

/** Changes the results of one method, errors left alone. */
export function rewriteResultOf(
  wire: Wire,
  method: string,
  change: (result: Json, asked: Message) => Json,
): Fetch {
  return rewriteMessages(wire, {
    answer: (answer, asked) =>
      asked.method === method && answer.result !== undefined
        ? { ...answer, result: change(answer.result, asked) }
        : answer,
  });
}

/** Answers with other headers what `when` picks, or everything. */
export function rewriteHeaders(
  wire: Wire,
  changed: Record<string, string>,
  when: (sent: Sent) => boolean = () => true,
): Fetch {
  return answerOtherwise(wire, when, (_sent, response) => reheaded(response, changed));
}

/** The same response with other headers; null takes one away. */
export function reheaded(response: Response, changed: Record<string, string | null>): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(changed)) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return new Response(response.body, { status: response.status, headers });
}

/** An error in the name of the connector. */
export function errorAnswer(sent: Sent, code: number, status = 200, data?: unknown): Response {
  const id = sent.message?.id ?? null;
  return Response.json({ jsonrpc: '2.0', id, error: { code, message: 'No.', data } }, { status });
}

/** A result in the name of the connector. */
export function resultAnswer(sent: Sent, result: Json): Response {
  return Response.json({
    jsonrpc: '2.0',
    id: sent.message?.id ?? null,
    result: { resultType: 'complete', ...result },
  });
}

/** Answers in an event stream: what `messages` makes of the answer of the connector. */
export function streamOf(
  wire: Wire,
  when: (sent: Sent) => boolean,
  messages: (answer: Json, sent: Sent) => readonly Json[],
): Fetch {
  return answerOtherwise(wire, when, async (sent, response) => {
    const events = messages(messageIn(await response.text()) ?? {}, sent).map(
      (message) => `data: ${JSON.stringify(message)}\n\n`,
    );
    return new Response(events.join(''), { headers: { 'content-type': 'text/event-stream' } });
  });
}

/** True for a request of this era: those of the new one say so in their header. */
export function isModern({ headers }: Pick<Sent, 'headers'>): boolean {
  return headers.get('mcp-protocol-version') === '2026-07-28';
}
