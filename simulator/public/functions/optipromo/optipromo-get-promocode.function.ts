import { PROMO_CODE } from '../../data/promo-code-records.ts';
import { defineRead } from '../../define.ts';
import { noSuch } from '../../problem.ts';

export default defineRead({
  path: '/v1/promocodes/:promocodeId',
  summary: 'One code of a promotion, of those that the API made.',
  evidence: 'inferred',
  query: {},
  answer: PROMO_CODE,
  handle({ world, tenant, params }) {
    const id = params['promocodeId'] ?? '';
    const found = world.publicRecords.promo_codes.get(tenant.facts.id, id);
    if (found === undefined) return noSuch('promo code', id);
    return { promocodeId: found.id, promotionId: found.promotion, code: found.code, kind: found.kind };
  },
});
