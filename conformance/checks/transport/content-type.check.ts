import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteHeaders } from '../../sabotage/answer-sabotage.ts';
import { samples } from '../../samples/era-samples.ts';

export default defineCheck({
  requirement: 'transport.content-type',
  async run(connector) {
    const all = await samples(connector);
    for (const { method, era, reply } of all) {
      const type = (reply.headers.get('content-type') ?? 'none').split(';')[0]?.trim();
      const fits =
        (type === 'application/json' && reply.body.trimStart().startsWith('{')) ||
        (type === 'text/event-stream' && /^(?:data|event|id|:)/mu.test(reply.body));
      if (!fits)
        throw new Violation(
          `the answer to ${method} (${era.revision}) is ${type}, and no such body or no such type`,
          {
            calls: [reply.exchange],
          },
        );
    }
    return `${all.length} answers, each one JSON object or an event stream`;
  },
  saboteurs: [
    {
      breaks: 'sends its errors as plain text',
      caught: /conformance\/nothing .* is text\/plain/u,
      sabotage: (wire) =>
        rewriteHeaders(
          wire,
          { 'content-type': 'text/plain' },
          ({ message }) => message?.method === 'conformance/nothing',
        ),
    },
  ],
});
