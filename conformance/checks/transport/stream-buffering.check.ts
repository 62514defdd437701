import { defineCheck } from '../../define.ts';
import { NotApplicable, Violation } from '../../finding.ts';
import { rewriteHeaders } from '../../sabotage/answer-sabotage.ts';
import { samples } from '../../samples/era-samples.ts';

export default defineCheck({
  requirement: 'transport.stream-buffering',
  async run(connector) {
    const streams = (await samples(connector)).filter(({ reply }) =>
      reply.headers.get('content-type')?.includes('text/event-stream'),
    );
    if (streams.length === 0) throw new NotApplicable('the connector answers without streams');
    const buffered = streams.find(({ reply }) => reply.headers.get('x-accel-buffering') !== 'no');
    if (buffered !== undefined) {
      const { method, era, reply } = buffered;
      throw new Violation(`the stream of ${method} (${era.revision}) may be held back by a proxy`, {
        calls: [reply.exchange],
      });
    }
    return `${streams.length} streams that proxies pass on at once`;
  },
  saboteurs: [
    {
      breaks: 'lets proxies hold back its streams',
      caught: /stream of tools\/call .* may be held back/u,
      sabotage: (wire) => rewriteHeaders(wire, { 'x-accel-buffering': 'yes' }),
    },
  ],
});
