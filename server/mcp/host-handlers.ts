import { ProtocolError, ProtocolErrorCode, type Server } from '@modelcontextprotocol/server';
import { newCallId } from '../ids.ts';
import { bugEntry, type Log } from '../log.ts';
import type { Prompt } from '../prompts/define.ts';
import type { Resource } from '../resources/define.ts';
import { bugWords } from '../shaping/bug-words.ts';
import { createCompletions } from './completions.ts';
import type { HostRequest } from './host-request.ts';
import { createPrompts } from './prompts.ts';
import { createResourceAddresses } from './resource-addresses.ts';
import { createResourceLinks } from './resource-links.ts';
import { createResources } from './resources.ts';

const MINUTE = 60_000;

/** What the server says of itself for these methods; nothing of it ever changes while a host is connected. */
export const HOST_CAPABILITIES = {
  resources: { listChanged: false },
  prompts: { listChanged: false },
  completions: {},
} as const;

export const HOST_CACHE_HINTS = {
  'resources/list': { ttlMs: 5 * MINUTE, cacheScope: 'private' },
  'resources/templates/list': { ttlMs: 5 * MINUTE, cacheScope: 'private' },
  'resources/read': { ttlMs: 0, cacheScope: 'private' },
  'prompts/list': { ttlMs: 5 * MINUTE, cacheScope: 'private' },
} as const;

export type HostHandlers = ReturnType<typeof createHostHandlers>;

/** What hosts offer to people beside tools: resources, prompts and the completion of their arguments. */
export function createHostHandlers(resources: readonly Resource[], prompts: readonly Prompt[], log: Log) {
  const addresses = createResourceAddresses(resources);
  const readable = createResources(resources, addresses);
  const offered = createPrompts(prompts);
  const complete = createCompletions(resources, prompts);

  return {
    linksOf: createResourceLinks(resources, addresses),

    /** @param requestOf what a handler may use; it is made anew for each request of a batch */
    register(server: Server, requestOf: (signal: AbortSignal) => HostRequest): void {
      server.setRequestHandler('resources/list', ({ params }, { mcpReq }) =>
        guarded('resources/list', log, () => {
          refuseCursor(params);
          return { resources: readable.list(requestOf(mcpReq.signal)) };
        }),
      );
      server.setRequestHandler('resources/templates/list', ({ params }, { mcpReq }) =>
        guarded('resources/templates/list', log, () => {
          refuseCursor(params);
          return { resourceTemplates: readable.templates(requestOf(mcpReq.signal)) };
        }),
      );
      server.setRequestHandler('resources/read', ({ params }, { mcpReq }) =>
        guarded('resources/read', log, () => readable.read(params.uri, requestOf(mcpReq.signal))),
      );
      server.setRequestHandler('prompts/list', ({ params }, { mcpReq }) =>
        guarded('prompts/list', log, () => {
          refuseCursor(params);
          return { prompts: offered.list(requestOf(mcpReq.signal)) };
        }),
      );
      server.setRequestHandler('prompts/get', ({ params }, { mcpReq }) =>
        guarded('prompts/get', log, () =>
          offered.get(params.name, params.arguments ?? {}, requestOf(mcpReq.signal)),
        ),
      );
      server.setRequestHandler('completion/complete', ({ params }, { mcpReq }) =>
        guarded('completion/complete', log, () => complete(params, requestOf(mcpReq.signal))),
      );
    },
  };
}

/** Every list has one page: no cursor was ever given out. */
export function refuseCursor(params: { cursor?: string | undefined } | undefined): void {
  if (params?.cursor !== undefined)
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Unknown cursor.');
}

/** The SDK sends the text of any thrown error to the host; of a bug it gets the id. */
async function guarded<Answer>(
  method: string,
  log: Log,
  answer: () => Answer | Promise<Answer>,
): Promise<Answer> {
  try {
    return await answer();
  } catch (thrown) {
    if (thrown instanceof ProtocolError) throw thrown;
    const id = newCallId();
    log(bugEntry(id, method, thrown));
    throw new ProtocolError(ProtocolErrorCode.InternalError, bugWords(id));
  }
}
