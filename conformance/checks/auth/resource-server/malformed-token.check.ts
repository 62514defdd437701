import { defineCheck } from '../../../define.ts';
import { expectRefused } from '../../../samples/refused-tokens.ts';
import { knock } from '../../../client/raw-request.ts';
import { Violation } from '../../../finding.ts';
import { rewriteResponses } from '../../../sabotage/sabotage.ts';

/** More than any server takes in its headers; it may say so by other words than 401. */
const HUGE = 20_000;
const TOO_LARGE = [400, 401, 413, 431];

export default defineCheck({
  requirement: 'auth.malformed-token',
  async run(connector) {
    const good = await (await connector.token('wide'))();
    const [head = '', body = ''] = good.split('.');
    const refused = await expectRefused(connector, good, {
      'with a part too many': `${good}.AAAA`,
      'of five parts, as encrypted ones have': 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA',
      'of a single letter': 'x',
      'of nothing but dots': '..',
      'that is no base64url': '~~~.~~~.~~~',
      'whose header is no object': `W10.${body}.AAAA`,
      'whose claims are no object': `${head}.W10.AAAA`,
    });
    const { status, exchange } = await knock(connector, `${good}${'A'.repeat(HUGE)}`);
    if (!TOO_LARGE.includes(status))
      throw new Violation(`a token of ${HUGE} bytes got ${status}`, { calls: [exchange] });
    return `${refused + 1} things that are no token are refused, and none is a fault of the server`;
  },
  saboteurs: [
    {
      breaks: 'fails over a token that it cannot read',
      caught: /that is no base64url got 500/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          ({ href }, { headers }) =>
            href === wire.url.href && (headers.get('authorization') ?? '').includes('~'),
          () => new Response('TypeError', { status: 500 }),
        ),
    },
    {
      breaks: 'fails over a token that is too long',
      caught: /token of 20000 bytes got 500/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          (_url, { headers }) => (headers.get('authorization') ?? '').length > HUGE,
          () => new Response('RangeError', { status: 500 }),
        ),
    },
  ],
});
