import { targetGroupSchema, targetGroupSummarySchema } from '#contract/entities/target-group.ts';
import { predicateWords } from '../../tenant/predicate-words.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';
import { isAmong } from '../listing/filters.ts';

export const targetGroups: EntityCollection<'target-groups'> = {
  name: 'target-groups',
  entity: 'target_group',
  summarySchema: targetGroupSummarySchema,
  schema: targetGroupSchema,
  matches: (targetGroup, filters) => isAmong(targetGroup.status, filters.status),
  describe: (targetGroup, { schema }) => ({ criteria_text: predicateWords(targetGroup.criteria, schema) }),
};
