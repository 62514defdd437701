import { z } from 'zod';
import { audiencesAnswerSchema, audienceSchema, MOST_AUDIENCES } from '#contract/analytics.ts';
import { readOperation } from '../../optimove/operation.ts';
import { fail, ok } from '../../result.ts';
import { textLengthThatFits } from '../../shaping/fit-texts.ts';
import { shortTexts } from '../../shaping/reduced-item.ts';
import { defineReadTool } from '../define.ts';
import { envelopeOutput } from '../output.ts';
import { wireOf } from '../wire-schema.ts';

const getAudiences = readOperation('/tenants/:tenant/analytics/audiences', audiencesAnswerSchema);
const idsParam = z.array(z.string().max(64)).max(MOST_AUDIENCES).default([]);
const KIND = {
  segment: ['segment', 'optimove_list_segments'],
  target_group: ['target group', 'optimove_list_target_groups'],
} as const;

export default defineReadTool({
  name: 'optimove_get_audience_size',
  title: 'Get audience size',
  description:
    'Customer counts for up to 20 segments and 20 target groups, as last counted. Never returns customer records.',
  input: z.strictObject({
    segment_ids: idsParam.describe('Segment IDs.'),
    target_group_ids: idsParam.describe('Target group IDs.'),
  }),
  output: z.object({ items: z.array(wireOf(audienceSchema)), ...envelopeOutput }),
  async run(query, { api, tenant }) {
    if (query.segment_ids.length + query.target_group_ids.length === 0) {
      const problem = 'or target_group_ids has to name at least one audience';
      return fail({ code: 'invalid_argument', argument: 'segment_ids', problem });
    }
    const answer = await api.read(getAudiences, { params: { tenant: tenant.id }, query });
    if (!answer.ok) return answer;
    const { not_found, ...sizes } = answer.value;
    const [missing] = not_found;
    if (missing === undefined) {
      const outputOf = (characters: number) => ({
        ...sizes,
        items: sizes.items.map((item) => shortTexts(item, characters)),
      });
      return ok(outputOf(await textLengthThatFits(outputOf)));
    }
    const [entity, list_tool] = KIND[missing.type];
    return fail({ code: 'not_found', entity, given: missing.id, nearest: [], list_tool });
  },
});
