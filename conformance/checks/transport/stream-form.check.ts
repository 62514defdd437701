import { defineCheck } from '../../define.ts';
import type { Wire } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { streamOf } from '../../sabotage/answer-sabotage.ts';
import { samples } from '../../samples/era-samples.ts';
import type { Fetch, Json, Message } from '../../client/wire.ts';

export default defineCheck({
  requirement: 'transport.stream-form',
  async run(connector) {
    const all = await samples(connector);
    for (const { method, era, reply } of all) {
      const problem = problemOf(reply.messages);
      if (problem !== null)
        throw new Violation(`the answer to ${method} (${era.revision}) ${problem}`, {
          calls: [reply.exchange],
        });
    }
    const streams = all.filter(({ reply }) => reply.headers.get('content-type')?.includes('event-stream'));
    return `${all.length} answers, ${streams.length} of them streams, each with one answer at its end`;
  },
  saboteurs: [
    {
      breaks: 'asks the client for its files on the stream of a call',
      caught: /answer to tools\/call .* holds a request: roots\/list/u,
      sabotage: (wire) =>
        streaming(wire, (answer) => [{ jsonrpc: '2.0', id: 's-1', method: 'roots/list' }, answer]),
    },
    {
      breaks: 'goes on talking after it has answered',
      caught: /does not end with the answer/u,
      sabotage: (wire) =>
        streaming(wire, (answer) => [
          answer,
          { jsonrpc: '2.0', method: 'notifications/message', params: {} },
        ]),
    },
  ],
});

function problemOf(messages: readonly Message[]): string | null {
  const request = messages.find(({ id, method }) => method !== undefined && id !== undefined);
  if (request !== undefined) return `holds a request: ${request.method}`;
  const last = messages.at(-1);
  if (last?.result === undefined && last?.error === undefined) return 'does not end with the answer';
  return null;
}

function streaming(wire: Wire, messages: (answer: Json) => readonly Json[]): Fetch {
  return streamOf(wire, ({ message }) => message?.method === 'tools/call', messages);
}
