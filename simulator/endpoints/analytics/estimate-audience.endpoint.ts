import { ANALYTICS_QUERIES, estimateAnswerSchema } from '#contract/analytics.ts';
import { droppedFields } from '../body-problems.ts';
import { audiencesOf, reachedByChannel } from '../../tenant/audiences.ts';
import { defineEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { checkDraftCriteria } from '../drafts/check-draft-criteria.ts';
import { createDesk } from '../drafts/desk.ts';
import { findTargetGroup } from '../drafts/references.ts';
import { envelope } from '../listing/envelope.ts';
import { invalidBody } from '../refusal.ts';

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/audience-estimate',
  permission: 'analytics.read',
  summary: 'Estimate how many customers some criteria have; nothing is stored',
  query: ANALYTICS_QUERIES.estimate,
  example: { query: { criteria: '{"type":"lifecycle_stage","operator":"in","values":["VIP"]}' } },
  answer: estimateAnswerSchema,
  handle(call, { criteria, exclude_target_group_ids: excluded, by_channel }) {
    const desk = createDesk(call);
    const given: unknown = JSON.parse(call.url.searchParams.get('criteria') ?? 'null');
    const unknown = droppedFields(given, criteria, ['criteria']);
    if (unknown.length > 0) return invalidBody(unknown);
    checkDraftCriteria(desk, criteria);
    const groups = excluded.flatMap((id) => findTargetGroup(desk, id, 'exclude_target_group_ids') ?? []);
    if (desk.problems.length > 0) return invalidBody(desk.problems);

    const audiences = audiencesOf(call.tenant);
    const set = audiences.of(criteria, groups);
    const item = {
      customers: audiences.population.count(set),
      of: audiences.population.customers,
      ...(by_channel && { by_channel: reachedByChannel(audiences, set) }),
    };
    return { ...envelope(call), item };
  },
});
