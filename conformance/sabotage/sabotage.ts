import { z } from 'zod';
import type { ToolCall } from '../arbitraries/tool-calls.ts';
import type { Wire } from '../define.ts';
import { jsonSchema, messageIn } from '../client/wire.ts';
import type { Fetch, Json, Message } from '../client/wire.ts';

const listSchema = z.looseObject({ items: z.array(jsonSchema) });

/** Changes every tool result before the client sees it. Errors are results too. */
export function rewriteResult(
  wire: Wire,
  change: (result: Json, call: ToolCall, asked: Message) => Json,
): Fetch {
  return rewriteMessages(wire, {
    answer: (answer, asked) => {
      const call = callIn(asked);
      return call === null || answer.result === undefined
        ? answer
        : { ...answer, result: change(answer.result, call, asked) };
    },
  });
}

/** Changes the structured content of every tool result that is not an error. */
export function rewriteStructured(wire: Wire, change: (structured: Json, call: ToolCall) => Json): Fetch {
  return rewriteResult(wire, (result, call) => {
    const structured = jsonSchema.safeParse(result['structuredContent']);
    return structured.success ? { ...result, structuredContent: change(structured.data, call) } : result;
  });
}

/** Changes the items of every list. */
export function rewriteItems(wire: Wire, change: (items: Json[], call: ToolCall) => Json[]): Fetch {
  return rewriteStructured(wire, (structured, call) => {
    const list = listSchema.safeParse(structured);
    return list.success ? { ...structured, items: change(list.data.items, call) } : structured;
  });
}

/** Changes what `tools/list` shows. */
export function rewriteTools(wire: Wire, change: (tools: Json[]) => Json[]): Fetch {
  return rewriteMessages(wire, {
    answer: (answer, asked) => {
      const tools = jsonSchema.array().safeParse(answer.result?.['tools']);
      return asked.method === 'tools/list' && tools.success
        ? { ...answer, result: { ...answer.result, tools: change(tools.data) } }
        : answer;
    },
  });
}

/** The first tool that `which` picks, changed; the others as they are. */
export function rewriteTool(wire: Wire, which: (tool: Json) => boolean, change: (tool: Json) => Json): Fetch {
  return rewriteTools(wire, (tools) => {
    const index = tools.findIndex(which);
    return tools.map((tool, position) => (position === index ? change(tool) : tool));
  });
}

/** Does something on the side of every tool call. */
export function besideCalls(wire: Wire, deed: (call: ToolCall) => void): Fetch {
  return rewriteMessages(wire, {
    request: (message) => {
      const call = callIn(message);
      if (call !== null) deed(call);
      return message;
    },
  });
}

/** Changes the arguments of every tool call on the way in. */
export function rewriteArguments(wire: Wire, change: (call: ToolCall) => Json): Fetch {
  return rewriteMessages(wire, {
    request: (message) => {
      const call = callIn(message);
      return call === null ? message : { ...message, params: { ...message.params, arguments: change(call) } };
    },
  });
}

/** Changes messages to and from the MCP endpoint; everything else passes. */
export function rewriteMessages(
  { fetch, url }: Pick<Wire, 'fetch' | 'url'>,
  {
    request,
    answer,
  }: { request?: (message: Message) => Message; answer?: (answer: Message, asked: Message) => Message },
): Fetch {
  return async (original) => {
    const body =
      original.method === 'POST' && original.url.split('?')[0] === url.href
        ? await original.clone().text()
        : '';
    const asked = messageIn(body);
    if (asked === null) return fetch(original);
    const response = await fetch(
      request === undefined
        ? original
        : new Request(original, { method: 'POST', body: JSON.stringify(request(asked)) }),
    );
    if (answer === undefined) return response;
    const answered = messageIn(await response.clone().text());
    if (answered === null) return response;
    // What came as an event stream goes on as plain JSON.
    const headers = new Headers(response.headers);
    headers.set('content-type', 'application/json');
    return Response.json(answer(answered, asked), { status: response.status, headers });
  };
}

/** Changes the answers whose request `when` picks, on any origin. */
export function rewriteResponses(
  { fetch }: Pick<Wire, 'fetch'>,
  when: (url: URL, request: Request) => boolean,
  change: (response: Response, request: Request) => Promise<Response> | Response,
): Fetch {
  return async (request) => {
    const kept = request.clone();
    const response = await fetch(request);
    return when(new URL(request.url), kept) ? change(response, kept) : response;
  };
}

/** Changes the JSON documents whose address ends in `path`. */
export function rewriteDocument(wire: Wire, path: string, change: (document: Json) => Json): Fetch {
  return rewriteResponses(
    wire,
    ({ pathname }) => pathname.includes(path),
    async (response) => {
      const document = jsonSchema.safeParse(
        await response
          .clone()
          .json()
          .catch(() => null),
      );
      return document.success
        ? Response.json(change(document.data), { status: response.status, headers: response.headers })
        : response;
    },
  );
}

/** The tool call that a message is; null for any other. */
export function callIn({ method, params }: Message): ToolCall | null {
  if (method !== 'tools/call') return null;
  return {
    tool: String(params?.['name']),
    arguments: jsonSchema.safeParse(params?.['arguments']).data ?? {},
  };
}
