import { once } from 'node:events';
import { createServer } from 'node:http';
import { needed, NotTestable } from '../finding.ts';

/** An address on this computer that nobody has a reason to ask. */
export interface Canary {
  url: string;
  /** How often it was asked so far. */
  hits: () => number;
}

/** Listens as long as `watch` runs; whoever asks gets `answer`. Not testable where no port can be opened. */
export async function withCanary(
  answer: object,
  watch: (canary: Canary) => Promise<string>,
): Promise<string> {
  let hits = 0;
  const server = createServer((_request, response) => {
    hits += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  });
  await needed('no port can be opened to see who comes', async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  try {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new NotTestable('the canary has no port');
    return await watch({ url: `http://127.0.0.1:${address.port}/keys`, hits: () => hits });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
