import { setTimeout as after } from 'node:timers/promises';
import { inputRequired } from '@modelcontextprotocol/server';
import type { CallToolResult, McpServer, ServerContext } from '@modelcontextprotocol/server';
import { PNG, WAV } from './fixture-media.ts';

const STEP_MS = 50;
const IMAGE = { type: 'image', data: PNG, mimeType: 'image/png' } as const;

/** Tools that answer in each form that a result can have. */
const RESULTS: Readonly<Record<string, CallToolResult['content']>> = {
  test_simple_text: [text('This is a simple text response for testing.')],
  test_image_content: [IMAGE],
  test_audio_content: [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }],
  test_embedded_resource: [
    resource('test://embedded-resource', 'text/plain', 'This is an embedded resource content.'),
  ],
  test_multiple_content_types: [
    text('Multiple content types test:'),
    IMAGE,
    resource('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
  ],
};

export function registerTools(server: McpServer): void {
  for (const [name, content] of Object.entries(RESULTS)) {
    server.registerTool(name, { description: `Answers with ${name.slice(5)}.` }, async () => ({ content }));
  }
  server.registerTool('test_error_handling', { description: 'Fails.' }, async () => ({
    isError: true,
    content: [text('This tool intentionally returns an error for testing')],
  }));
  server.registerTool('test_tool_with_progress', { description: 'Reports progress.' }, reportProgress);
  server.registerTool('test_tool_with_logging', { description: 'Logs.' }, logSteps);
  server.registerTool('test_logging_tool', { description: 'Logs where that is asked for.' }, logSteps);
  server.registerTool('test_streaming_elicitation', { description: 'Streams.' }, reportProgress);
  // Asks for what only a client that can sample may be asked for; the SDK refuses where it cannot.
  server.registerTool('test_missing_capability', { description: 'Needs sampling.' }, async () =>
    inputRequired({ inputRequests: { answer: inputRequired.createMessage({ messages: [], maxTokens: 1 }) } }),
  );
}

async function reportProgress({ mcpReq }: ServerContext): Promise<CallToolResult> {
  const { _meta: meta } = mcpReq;
  const progressToken = meta?.progressToken;
  for (const progress of [0, 50, 100]) {
    if (progressToken !== undefined) {
      await mcpReq.notify({
        method: 'notifications/progress',
        params: { progressToken, progress, total: 100 },
      });
    }
    await after(STEP_MS);
  }
  return { content: [text('All of it is done.')] };
}

async function logSteps({ mcpReq }: ServerContext): Promise<CallToolResult> {
  for (const said of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
    await mcpReq.log('info', said);
    await after(STEP_MS);
  }
  return { content: [text('All of it is done.')] };
}

function text(said: string) {
  return { type: 'text', text: said } as const;
}

function resource(uri: string, mimeType: string, said: string) {
  return { type: 'resource', resource: { uri, mimeType, text: said } } as const;
}
