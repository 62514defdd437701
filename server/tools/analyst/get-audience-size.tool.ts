import { z } from 'zod';
import {
  audiencesAnswerSchema,
  audienceSchema,
  estimateAnswerSchema,
  MOST_AUDIENCES,
  TRENDS,
} from '#contract/analytics.ts';
import { refSchema } from '#contract/entities/entity.ts';
import { segmentSummarySchema } from '#contract/entities/segment.ts';
import { targetGroupSummarySchema } from '#contract/entities/target-group.ts';
import { compileAudience } from '../../audience/compile.ts';
import { readOperation } from '../../optimove/operation.ts';
import type { ReadContext, ToolFailure } from '../../ports.ts';
import { fail, ok, type Result } from '../../result.ts';
import { textLengthThatFits } from '../../shaping/fit-texts.ts';
import { shortTexts } from '../../shaping/reduced-item.ts';
import { defineReadTool } from '../define.ts';
import { createFinder } from '../explorer/find-entity.ts';
import { envelopeOutput } from '../output.ts';
import { readVocabulary } from '../vocabulary.ts';
import { wireOf } from '../wire-schema.ts';

const getAudiences = readOperation('/tenants/:tenant/analytics/audiences', audiencesAnswerSchema);
const getEstimate = readOperation('/tenants/:tenant/audience-estimate', estimateAnswerSchema);
const idsParam = z.array(z.string().max(64)).max(MOST_AUDIENCES).default([]);
/** Where names given for IDs are looked up, once it is known that they are none. */
const NAMED = {
  segment: {
    argument: 'segment_ids',
    find: createFinder({
      entity: 'segment',
      collection: 'segments',
      schema: segmentSummarySchema,
      list_tool: 'optimove_list_segments',
    }),
  },
  target_group: {
    argument: 'target_group_ids',
    find: createFinder({
      entity: 'target group',
      collection: 'target-groups',
      schema: targetGroupSummarySchema,
      list_tool: 'optimove_list_target_groups',
    }),
  },
} as const;
/** As JSON, what the tenant API takes. */
const CRITERIA_CHARACTERS = 8000;

const output = z.object({
  items: z.array(wireOf(audienceSchema)).optional(),
  estimate: wireOf(estimateAnswerSchema.shape.item).optional(),
  interpretation: z.string().optional(),
  ...envelopeOutput,
});

export default defineReadTool({
  name: 'optimove_get_audience_size',
  title: 'Get audience size',
  description:
    'Customer counts for up to 20 segments and 20 target groups, optionally by reachable channel or as a trend; or an unsaved estimate for criteria. Never customer records.',
  input: z.strictObject({
    segment_ids: idsParam.describe('Segment IDs.'),
    target_group_ids: idsParam.describe('Target group IDs.'),
    criteria: z.string().trim().min(1).max(2000).optional().describe('Plain language; instead of IDs.'),
    by_channel: z.boolean().default(false).describe('Count by reachable channel.'),
    trend: z.enum(TRENDS).default('none').describe('IDs only.'),
  }),
  output,
  async run({ criteria, ...input }, context) {
    const named = input.segment_ids.length + input.target_group_ids.length;
    if (criteria === undefined && named === 0) {
      const problem = 'or target_group_ids has to name at least one audience, or criteria describe one';
      return fail({ code: 'invalid_argument', argument: 'segment_ids', problem });
    }
    if (criteria === undefined) return sizes(input, context);
    if (named > 0 || input.trend !== 'none') {
      const problem = 'goes with by_channel only; leave out segment_ids, target_group_ids and trend';
      return fail({ code: 'invalid_argument', argument: 'criteria', problem });
    }
    return estimate(criteria, input.by_channel, context);
  },
});

type Sizes = Promise<Result<z.infer<typeof output>, ToolFailure>>;

interface SizesInput {
  segment_ids: string[];
  target_group_ids: string[];
  by_channel: boolean;
  trend: string;
}

async function sizes({ by_channel, ...query }: SizesInput, context: ReadContext): Sizes {
  const { api, tenant } = context;
  const answer = await api.read(getAudiences, {
    params: { tenant: tenant.id },
    query: { ...query, by_channel: String(by_channel) },
  });
  if (!answer.ok) return answer;
  const { not_found, ...found } = answer.value;
  const [missing] = not_found;
  if (missing === undefined) {
    const outputOf = (characters: number) => ({
      ...found,
      items: found.items.map((item) => shortTexts(item, characters)),
    });
    return ok(outputOf(await textLengthThatFits(outputOf)));
  }
  const { argument, find } = NAMED[missing.type];
  const named = await find(missing.id, context);
  if (!named.ok) return named;
  const { id, name } = refSchema.parse(named.value.item);
  return fail({ code: 'invalid_argument', argument, problem: 'takes IDs', nearest: [{ id, name }] });
}

async function estimate(description: string, byChannel: boolean, context: ReadContext): Sizes {
  const vocabulary = await readVocabulary([description], context);
  if (!vocabulary.ok) return vocabulary;
  const audience = compileAudience(description, vocabulary.value);
  if (!audience.ok) return fail({ code: 'audience_unclear', phrases: audience.failure, problems: [] });
  const criteria = JSON.stringify(audience.value.criteria);
  if (criteria.length > CRITERIA_CHARACTERS) {
    const problem = 'has more rules than can be estimated at once; describe a simpler audience';
    return fail({ code: 'invalid_argument', argument: 'criteria', problem });
  }
  const answer = await context.api.read(getEstimate, {
    params: { tenant: context.tenant.id },
    query: { criteria, by_channel: String(byChannel) },
  });
  if (!answer.ok) return answer;
  const { item, ...envelope } = answer.value;
  return ok({ estimate: item, interpretation: audience.value.words, ...envelope });
}
