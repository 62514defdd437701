import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { VersionNegotiationMode } from '@modelcontextprotocol/client';
import { excerpt, NotTestable } from '../finding.ts';
import type { Exchange } from '../finding.ts';
import { toolDefinitionSchema } from '../tool-catalog.ts';
import type { ToolDefinition } from '../tool-catalog.ts';
import { COMPILED_SCHEMAS } from './compiled-schemas.ts';
import { jsonSchema, messageIn } from './wire.ts';
import type { Fetch, Json } from './wire.ts';
import { OUR_CLIENT } from './our-client.ts';

const CALL_TIMEOUT_MS = 60_000;

/** What came back for one tool call, with everything that crossed the wire. */
export interface Answer {
  kind: 'result' | 'tool_error' | 'protocol_error' | 'http_error' | 'malformed';
  /** The `structuredContent` of a result. */
  structured: Json;
  /** The text of the content blocks, or of the error. */
  text: string;
  /** The whole result as it was sent. */
  result: Json;
  status: number;
  exchange: Exchange;
}

/** One signed-in MCP client of the connector under test. */
export interface McpSession {
  readonly who: string;
  readonly era: string;
  readonly server: { name: string; version: string };
  manifest(): Promise<ToolDefinition[]>;
  call(tool: string, args: Json, options?: { impatient?: boolean }): Promise<Answer>;
}

interface Captured {
  status: number;
  body: string;
}

export interface SessionOptions {
  url: URL;
  fetch: Fetch;
  who: string;
  token: () => Promise<string>;
  mode?: VersionNegotiationMode;
}

/** Connects as an MCP host does; throws what the client throws when the connector does not let it in. */
export async function openSession({
  url,
  fetch,
  who,
  token,
  mode = 'auto',
}: SessionOptions): Promise<McpSession> {
  const capture = new AsyncLocalStorage<Captured[]>();
  const client = new Client(OUR_CLIENT, {
    versionNegotiation: { mode },
    jsonSchemaValidator: COMPILED_SCHEMAS,
  });
  const transport = new StreamableHTTPClientTransport(url, {
    authProvider: { token },
    async fetch(input, init) {
      const request = new Request(input, init);
      const response = await fetch(request);
      if (request.method !== 'POST') return response;
      const captured = { status: response.status, body: await response.text() };
      capture.getStore()?.push(captured);
      const empty = captured.body === '' || [202, 204, 304].includes(response.status);
      return new Response(empty ? null : captured.body, {
        status: response.status,
        headers: response.headers,
      });
    },
  });
  await client.connect(transport);

  const captured = async (action: () => Promise<unknown>) => {
    const answers: Captured[] = [];
    const failure = await capture.run(answers, action).then(
      () => null,
      (error: unknown) => error,
    );
    const last = answers.at(-1);
    if (last === undefined) throw new NotTestable(`no answer from ${url.href}: ${String(failure)}`);
    return { ...last, answers, failure };
  };
  const once = async (tool: string, args: Json): Promise<Answer> =>
    answerOf(
      { as: who, request: `tools/call ${tool}`, arguments: args },
      await captured(() => client.callTool({ name: tool, arguments: args }, { timeout: CALL_TIMEOUT_MS })),
    );

  return {
    who,
    era: client.getProtocolEra() ?? 'legacy',
    server: {
      name: client.getServerVersion()?.name ?? '',
      version: client.getServerVersion()?.version ?? '',
    },
    async manifest() {
      const { answers, failure, status } = await captured(() =>
        client.listTools(undefined, { cacheMode: 'refresh' }),
      );
      const pages = answers.map(({ body }) => messageIn(body)?.result?.['tools']);
      const tools = toolDefinitionSchema.array().safeParse(pages.flat());
      if (!tools.success)
        throw new NotTestable(`tools/list as ${who} gave no list of tools: ${status} ${String(failure)}`);
      return tools.data;
    },
    async call(tool, args, { impatient = false } = {}) {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await once(tool, args);
        const seconds = impatient || attempt > 4 ? null : secondsToWait(answer);
        if (seconds === null) return answer;
        await wait(Math.min(seconds, 15) * 1000);
      }
    },
  };
}

function answerOf(
  call: Omit<Exchange, 'answer'>,
  { status, body, failure }: Captured & { failure: unknown },
): Answer {
  const message = messageIn(body);
  const result = message?.result ?? {};
  const content = textBlocks(result['content']);
  const answer = (kind: Answer['kind'], text: string): Answer => ({
    kind,
    structured: jsonSchema.safeParse(result['structuredContent']).data ?? {},
    text,
    result,
    status,
    exchange: { ...call, status, answer: excerpt(text) },
  });

  if (message?.error !== undefined)
    return answer('protocol_error', `${message.error.code}: ${message.error.message}`);
  if (message?.result === undefined) return answer('http_error', body);
  if (result['isError'] === true) return answer('tool_error', content);
  if (failure !== null)
    return answer('malformed', failure instanceof Error ? failure.message : 'the client could not read it');
  return answer('result', content);
}

function textBlocks(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content
    .map((block: unknown) => jsonSchema.safeParse(block).data?.['text'])
    .filter((text) => typeof text === 'string')
    .join('\n');
}

/** How long a refusal for too many calls asks to wait; null for every other answer. */
export function secondsToWait(answer: Answer): number | null {
  if (answer.kind === 'result' || !/rate.?limit|too many (requests|calls)/iu.test(answer.text)) {
    return answer.status === 429 ? 10 : null;
  }
  return Number(/(\d+)\s*s(?:ec|\b)/iu.exec(answer.text)?.[1] ?? 10);
}
