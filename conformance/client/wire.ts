import { z } from 'zod';

/** The one seam of the suite: sockets for strangers, a function for the sound connector and its saboteurs. */
export type Fetch = (request: Request) => Promise<Response>;

export type Json = Record<string, unknown>;

export const jsonSchema = z.record(z.string(), z.unknown());

const messageSchema = z.looseObject({
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  method: z.string().optional(),
  params: jsonSchema.optional(),
  result: jsonSchema.optional(),
  error: z.looseObject({ code: z.number(), message: z.string() }).optional(),
});
export type Message = z.infer<typeof messageSchema>;

/**
 * The JSON-RPC message in a body, be it plain JSON or the last `data:` of an event stream.
 *
 * @see MCP 2026-07-28, Streamable HTTP
 */
export function messageIn(body: string): Message | null {
  const messages = messagesIn(body);
  return (
    messages.findLast(({ result, error }) => result !== undefined || error !== undefined) ??
    messages.at(-1) ??
    null
  );
}

/** Every JSON-RPC message in a body: the one of plain JSON, or those of an event stream in their order. */
export function messagesIn(body: string): Message[] {
  const events = body.matchAll(/^data: ?(.*)$/gmu).map(([, data]) => data ?? '');
  return [...events, body].map(parsed).filter((message) => message !== null);
}

function parsed(text: string): Message | null {
  try {
    const message = messageSchema.safeParse(JSON.parse(text));
    return message.success ? message.data : null;
  } catch {
    return null;
  }
}
