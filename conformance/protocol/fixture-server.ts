import { createRequestStateCodec, McpServer } from '@modelcontextprotocol/server';
import { registerPrompts } from './fixture-prompts.ts';
import { registerResources } from './fixture-resources.ts';
import { registerRounds } from './fixture-rounds.ts';
import { registerTools } from './fixture-tools.ts';

/** Protects what the fixtures give a client to bring back; they keep nothing worth more. */
const codec = createRequestStateCodec<{ round: number }>({ key: crypto.getRandomValues(new Uint8Array(32)) });

/**
 * The MCP server that the scenarios of `@modelcontextprotocol/conformance` ask for, to be put behind the HTTP stack of a connector:
 * its tools answer with media, ask back, report progress, which no tool of a connector does. Never part of a connector.
 */
export function createFixtureServer(): McpServer {
  const server = new McpServer(
    { name: 'conformance-fixtures', version: '1.0.0' },
    {
      capabilities: {
        tools: { listChanged: false },
        prompts: { listChanged: false },
        resources: { listChanged: false, subscribe: true },
        completions: {},
        logging: {},
      },
      requestState: { verify: async (state, context) => codec.verify(state, context) },
      cacheHints: {
        'tools/list': { ttlMs: 0, cacheScope: 'private' },
        'prompts/list': { ttlMs: 0, cacheScope: 'private' },
        'resources/list': { ttlMs: 0, cacheScope: 'private' },
        'resources/templates/list': { ttlMs: 0, cacheScope: 'private' },
        'resources/read': { ttlMs: 0, cacheScope: 'private' },
        'server/discover': { ttlMs: 0, cacheScope: 'public' },
      },
    },
  );
  registerTools(server);
  registerRounds(server, codec);
  registerPrompts(server);
  registerResources(server);
  return server;
}
