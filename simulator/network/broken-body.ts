import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';

/** The way out of an answer. */
interface Outgoing {
  readonly headersSent: boolean;
  readonly destroyed: boolean;
  readonly socket: Socket | null;
}

/**
 * An answer whose body may fail: where it does, the connection ends behind what was written, so that the caller has that part
 * and no end. It announces itself by `Connection: close`.
 */
export function breakingOff(response: Response, outgoing: Outgoing): Response {
  if (response.body === null || response.headers.get('connection') !== 'close') return response;
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const read = await reader.read().catch(() => null);
      if (read === null) await endConnection(outgoing);
      else if (read.done) controller.close();
      else controller.enqueue(read.value);
    },
    cancel: async () => reader.cancel(),
  });
  return new Response(body, response);
}

/** What was written leaves first. The body stays open, since its end would be written too. */
async function endConnection(outgoing: Outgoing): Promise<void> {
  do await setImmediate();
  while (!outgoing.headersSent && !outgoing.destroyed);
  await setImmediate();
  outgoing.socket?.destroySoon();
}
