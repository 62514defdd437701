import { redemption, requestTokens, tokensFor, tokensIn } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import type { Wire } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import type { Fetch } from '../../../client/wire.ts';

const AT_ONCE = 6;

export default defineCheck({
  requirement: 'auth.code-once',
  async run(connector) {
    const form = await redemption(connector);
    await tokensFor(connector, form);
    const again = await requestTokens(connector, form);
    if (tokensIn(again) !== null)
      throw new Violation('a code was redeemed a second time', { calls: [again.exchange] });

    const contested = await redemption(connector);
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, async () => requestTokens(connector, contested)),
    );
    const redeemed = answers.filter((answer) => tokensIn(answer) !== null);
    if (redeemed.length > 1) {
      throw new Violation(
        `a code that was sent ${AT_ONCE} times at once was redeemed ${redeemed.length} times`,
        {
          calls: answers.map(({ exchange }) => exchange),
        },
      );
    }
    return `redeemed once; refused afterwards, and ${AT_ONCE - redeemed.length} of ${AT_ONCE} times at once`;
  },
  saboteurs: [
    {
      breaks: 'redeems a code as often as it is sent',
      caught: /redeemed a second time/u,
      sabotage: (wire) => repeating(wire, () => true),
    },
    {
      breaks: 'redeems a code again for those who come before the first one is served',
      hides: 'concurrency',
      caught: /6 times at once was redeemed 6 times/u,
      sabotage: (wire) => repeating(wire, (isPending) => isPending),
    },
  ],
});

/** Answers a code that it saw before as it did then. */
function repeating({ fetch }: Wire, when: (isPending: boolean) => boolean): Fetch {
  const first = new Map<string, { answer: Promise<Response>; isPending: boolean }>();
  return async (request) => {
    const code = new URLSearchParams(request.method === 'POST' ? await request.clone().text() : '').get(
      'code',
    );
    if (code === null) return fetch(request);
    const known = first.get(code);
    if (known !== undefined && when(known.isPending)) return (await known.answer).clone();
    const served = { answer: fetch(request), isPending: true };
    first.set(code, served);
    void served.answer.finally(() => (served.isPending = false));
    return (await served.answer).clone();
  };
}
