import { defineCheck } from '../../define.ts';
import { NotApplicable, Violation } from '../../finding.ts';
import { erasOf, send } from '../../client/eras.ts';
import { answerOtherwise } from '../../sabotage/answer-sabotage.ts';

export default defineCheck({
  requirement: 'transport.allow-header',
  async run(connector) {
    const [era] = await erasOf(connector);
    let refused = 0;
    for (const http of ['GET', 'DELETE', 'PUT'] as const) {
      const { status, headers, exchange } = await send(connector, {
        http,
        headers: era?.ask('tools/list').headers ?? {},
        body: '',
      });
      if (status !== 405) continue;
      const allowed = (headers.get('allow') ?? '').split(',').map((method) => method.trim());
      if (!allowed.includes('POST'))
        throw new Violation(`${http} is not allowed, and nothing says that POST is`, { calls: [exchange] });
      refused += 1;
    }
    if (refused === 0) throw new NotApplicable('no HTTP method is refused with 405');
    return `${refused} methods are refused in favour of POST`;
  },
  saboteurs: [
    {
      breaks: 'refuses to delete without a word on what it takes',
      caught: /DELETE is not allowed, and nothing says/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ http }) => http === 'DELETE',
          () => new Response(null, { status: 405 }),
        ),
    },
  ],
});
