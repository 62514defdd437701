import { setTimeout as wait } from 'node:timers/promises';
import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { knock } from '../../raw-request.ts';

const PATIENCE_MS = 2000;

export default defineCheck({
  requirement: 'limits.early-refusal',
  async run(connector) {
    const refused = await Promise.race([
      knock(connector, null, undefined, { body: endless() }),
      wait(PATIENCE_MS, null, { ref: false }),
    ]);
    if (refused === null)
      throw new Violation('somebody without a token is kept until the whole body has come');
    if (![401, 408, 411, 413].includes(refused.status))
      throw new Violation(`a request without a token got ${refused.status}, not 401`, {
        calls: [refused.exchange],
      });
    return `${refused.status} before the body had come`;
  },
  saboteurs: [
    {
      breaks: 'reads the body before it asks who calls',
      caught: /kept until the whole body has come/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          await request.clone().text();
          return fetch(request);
        },
    },
  ],
});

/** A body that begins and does not go on, as one of ten megabytes over a slow line. */
function endless(): ReadableStream {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"jsonrpc":"2.0","id":1,"method":"')),
  });
}
