import { Server, type McpRequestContext, type McpServerFactory } from '@modelcontextprotocol/server';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/server/validators/ajv';
import packageJson from '../../package.json' with { type: 'json' };
import type { createAuditedCall } from './audited-call.ts';
import { callerIn } from './caller.ts';
import type { createCatalog } from './catalog.ts';
import { HOST_CACHE_HINTS, HOST_CAPABILITIES, type HostHandlers, refuseCursor } from './host-handlers.ts';
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
  capabilities: { tools: { listChanged: false }, ...HOST_CAPABILITIES },
  cacheHints: {
    'tools/list': { ttlMs: 5 * MINUTE, cacheScope: 'private' },
    ...HOST_CACHE_HINTS,
    'server/discover': { ttlMs: 60 * MINUTE, cacheScope: 'public' },
  },
  jsonSchemaValidator: new AjvJsonSchemaValidator(),
} as const;

export interface ServerFactoryOptions {
  listTools: ReturnType<typeof createCatalog>;
  callTool: ReturnType<typeof createAuditedCall>;
  hostHandlers: HostHandlers;
}

export type ServerFactory = McpServerFactory;

/** The first revision whose hosts know resource links in results; who names none speaks 2025-03-26. */
const FIRST_WITH_LINKS = '2025-06-18';

/**
 * Makes the MCP server of one request. The low-level class is used on purpose: the high-level one makes every JSON schema anew,
 * and sends the text of any thrown error to the model.
 */
export function createServerFactory({ listTools, callTool, hostHandlers }: ServerFactoryOptions) {
  return function serverFor({ authInfo, era, requestInfo }: McpRequestContext): Server {
    const caller = callerIn(authInfo);
    const offered = () => listTools(caller.principal, caller.narrowing);
    const revision = requestInfo?.headers.get('mcp-protocol-version') ?? '';
    const knowsLinks = era === 'modern' || revision >= FIRST_WITH_LINKS;
    const server = new Server(SERVER_INFO, SERVER_OPTIONS);
    server.setRequestHandler('tools/list', ({ params }) => {
      refuseCursor(params);
      return { tools: offered() };
    });
    server.setRequestHandler('tools/call', ({ params }, { mcpReq }) => {
      const { _meta: meta, signal } = mcpReq;
      const token = meta?.progressToken;
      const tell = token !== undefined && {
        tell: (progress: object) =>
          mcpReq.notify({ method: 'notifications/progress', params: { progressToken: token, ...progress } }),
      };
      return callTool({
        name: params.name,
        args: params.arguments ?? {},
        caller,
        signal,
        ...tell,
        ...(knowsLinks && { linksOf: hostHandlers.linksOf }),
      });
    });
    hostHandlers.register(server, (signal) => ({
      principal: caller.principal,
      tools: new Set(offered().map(({ name }) => name)),
      callTool: (name, args) => callTool({ name, args, caller, signal }),
    }));
    return server;
  };
}
