import type { AnyHandler } from 'msw';
import { HttpNetworkFrame, InterceptorSource, NetworkSource, defineNetwork } from 'msw/experimental';
import type { HandlersController } from 'msw/experimental';
import { ConnectionLost } from './connection-lost.ts';
import { createRouteIndex } from './route-index.ts';
import type { PickHandlers } from './route-index.ts';

/** One request on its way through MSW, and the answer that it gets. */
class FetchFrame extends HttpNetworkFrame {
  readonly #pick: PickHandlers<AnyHandler>;
  readonly answer = Promise.withResolvers<Response>();

  constructor(request: Request, pick: PickHandlers<AnyHandler>) {
    super({ request });
    this.#pick = pick;
  }

  override getHandlers(controller: HandlersController): AnyHandler[] {
    return [...this.#pick(this.data.request, super.getHandlers(controller))];
  }

  override respondWith(response?: Response): void {
    if (response !== undefined) this.answer.resolve(response);
  }

  override passthrough(): void {
    this.answer.resolve(new Response('No handler takes this request.', { status: 404 }));
  }

  override errorWith(): void {
    this.answer.resolve(new Response('The simulator failed. Its log has the reason.', { status: 500 }));
  }
}

class FetchSource extends NetworkSource<FetchFrame> {
  readonly #pick = createRouteIndex<AnyHandler>();

  override enable(): void {
    // Requests come by `handle` alone: there is nothing to open.
  }

  async handle(request: Request): Promise<Response> {
    const frame = new FetchFrame(withoutBypass(request), this.#pick);
    try {
      await this.queue(frame);
      return await frame.answer.promise;
    } finally {
      frame.events.removeAllListeners();
    }
  }
}

/**
 * Answers requests by MSW handlers, whether they came over a socket or from this process; rejects with `ConnectionLost` where the
 * connection breaks. The one place that touches MSW's experimental API.
 */
export function answerBy(
  handlers: readonly AnyHandler[],
  onBug: (error: unknown) => void,
): (request: Request) => Promise<Response> {
  const source = new FetchSource();
  const network = defineNetwork({
    sources: [source],
    handlers: [...handlers],
    onUnhandledFrame: 'bypass',
    // Without it MSW copies and pretty-prints every request.
    context: { quiet: true },
  });
  network.events.on('unhandledException', ({ error }) => onBug(error));
  network.enable();
  return async (request) => {
    const answer = await source.handle(request);
    // `HttpResponse.error()` stands for a connection that breaks.
    if (answer.type === 'error') throw new ConnectionLost('The connection was lost.');
    return request.method === 'HEAD' && answer.body !== null ? new Response(null, answer) : answer;
  };
}

/**
 * Answers, by MSW handlers, every request that this process sends by fetch, undici or `node:http`, and stops a request that no
 * handler takes. Gives the way back.
 */
export async function interceptBy(handlers: readonly AnyHandler[]): Promise<() => void> {
  // MSW's own `setupServer` does not see undici; this interceptor sits below all of them.
  const { HttpRequestInterceptor } = await import('@mswjs/interceptors/http');
  const network = defineNetwork({
    sources: [new InterceptorSource({ interceptors: [new HttpRequestInterceptor()] })],
    handlers: [...handlers],
    onUnhandledFrame: 'error',
    context: { quiet: true },
  });
  network.enable();
  return () => network.disable();
}

/** Takes out the word by which a request would tell MSW to leave it alone: no caller may slip past the handlers. */
function withoutBypass(request: Request): Request {
  if (request.headers.get('accept')?.includes('msw/passthrough') !== true) return request;
  const headers = new Headers(request.headers);
  headers.delete('accept');
  return new Request(request, { headers });
}
