import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Authorized } from '../auth/bearer-gate.ts';
import type { Denial } from '../auth/challenge.ts';
import { REQUEST_BODY_BYTES } from '../limits.ts';
import { framesOf, type Log } from '../log.ts';
import type { Narrowing } from '../policy/narrowing.ts';
import { fail, ok, type Result } from '../result.ts';
import { authInfoOf, Caller } from './caller.ts';
import type { ServerFactory } from './server-factory.ts';

/** Streamable HTTP for the revision 2026-07-28 and, statelessly, for every earlier one. */
export function createMcpEndpoint(serverFor: ServerFactory, log: Log) {
  const handler = createMcpHandler(serverFor, {
    responseMode: 'auto',
    legacy: 'stateless',
    maxRequestBodySize: REQUEST_BODY_BYTES,
    onerror(error) {
      const [at = ''] = framesOf(error);
      log({ level: 'warn', event: 'mcp_request_refused', kind: error.name, at });
    },
  });

  /** The answer, or why the call inside it must end as an HTTP refusal. */
  return async function serve(
    request: Request,
    { token, principal }: Authorized,
    narrowing: Narrowing,
  ): Promise<Result<Response, Denial>> {
    const caller = new Caller(token, principal, request.signal, narrowing);
    const response = await onceBegun(await handler.fetch(request, { authInfo: authInfoOf(caller) }));
    if (caller.denial === null) return ok(response);
    await response.body?.cancel();
    return fail(caller.denial);
  };
}

/**
 * Holds an event stream back until its first bytes. Older revisions get their status before the call has run; until something
 * was said, a refusal of the tenant API can still become HTTP 401.
 */
async function onceBegun(response: Response): Promise<Response> {
  if (response.body === null || response.headers.get('content-type') !== 'text/event-stream') return response;
  const reader = response.body.getReader();
  let begun: Awaited<ReturnType<typeof reader.read>> | undefined = await reader.read();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = begun ?? (await reader.read());
      begun = undefined;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(body, response);
}
