import {
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type McpRequestContext,
} from '@modelcontextprotocol/server';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/server/validators/ajv';
import packageJson from '../../package.json' with { type: 'json' };
import type { createCallTool } from './call-tool.ts';
import { callerIn } from './caller.ts';
import type { createCatalog } from './catalog.ts';
import { INSTRUCTIONS } from './instructions.ts';

const SERVER_INFO = {
  name: 'optimove-mcp',
  title: 'Optimove',
  version: packageJson.version,
  websiteUrl: 'https://developer.optimove.com',
};

const MINUTE = 60_000;

/** What never differs between requests; the validator, which only elicitation uses, is costly to make. */
const SERVER_OPTIONS = {
  instructions: INSTRUCTIONS,
  capabilities: { tools: { listChanged: false } },
  cacheHints: {
    'tools/list': { ttlMs: 5 * MINUTE, cacheScope: 'private' },
    'server/discover': { ttlMs: 60 * MINUTE, cacheScope: 'public' },
  },
  jsonSchemaValidator: new AjvJsonSchemaValidator(),
} as const;

export interface ServerFactoryOptions {
  listTools: ReturnType<typeof createCatalog>;
  callTool: ReturnType<typeof createCallTool>;
}

/**
 * Makes the MCP server of one request. The low-level class is used on purpose: the high-level one makes every JSON schema anew,
 * and sends the text of any thrown error to the model.
 */
export function createServerFactory({ listTools, callTool }: ServerFactoryOptions) {
  return function serverFor({ authInfo }: McpRequestContext): Server {
    const caller = callerIn(authInfo);
    const server = new Server(SERVER_INFO, SERVER_OPTIONS);
    server.setRequestHandler('tools/list', ({ params }) => {
      // The list has one page: no cursor was ever given out.
      if (params?.cursor !== undefined)
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Unknown cursor.');
      return { tools: listTools(caller.principal) };
    });
    server.setRequestHandler('tools/call', ({ params }, { mcpReq }) => {
      const { _meta: meta, signal } = mcpReq;
      const token = meta?.progressToken;
      const tell = token !== undefined && {
        tell: (progress: object) =>
          mcpReq.notify({ method: 'notifications/progress', params: { progressToken: token, ...progress } }),
      };
      return callTool({ name: params.name, args: params.arguments ?? {}, caller, signal, ...tell });
    });
    return server;
  };
}
