import { setTimeout as wait } from 'node:timers/promises';
import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { knock } from '../../client/raw-request.ts';

const PATIENCE_MS = 2000;
const REFUSALS = [401, 408, 411, 413];

export default defineCheck({
  requirement: 'limits.early-refusal',
  async run(connector) {
    const slow = slowBody();
    const refused = knock(connector, null, undefined, { body: slow.body });
    const patience = new AbortController();
    const isEarly = await Promise.race([
      refused.then(() => true),
      wait(PATIENCE_MS, false, { signal: patience.signal }),
    ]);
    patience.abort();
    slow.end();
    const { status, exchange } = await refused;
    if (!isEarly)
      throw new Violation('somebody without a token is kept until the whole body has come', {
        calls: [exchange],
      });
    if (!REFUSALS.includes(status))
      throw new Violation(`a request without a token got ${status}, not 401`, { calls: [exchange] });
    return `${status} before the body had come`;
  },
  saboteurs: [
    {
      breaks: 'reads the body, and works on it, before it asks who calls',
      caught: /kept until the whole body has come/u,
      sabotage:
        ({ fetch, mischief }) =>
        async (request) => {
          if (request.method === 'POST') await request.clone().text();
          mischief.upstream('read');
          return fetch(request);
        },
    },
  ],
});

/** A body that begins and does not go on until it is ended, as one of ten megabytes over a slow line. */
function slowBody(): { body: ReadableStream; end: () => void } {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const written = writer.write(new TextEncoder().encode('{"jsonrpc":"2.0","id":1,"method":"'));
  // Whoever refuses early reads no further: the rest has no reader.
  written.catch(() => undefined);
  return { body: readable, end: () => void writer.close().catch(() => undefined) };
}
