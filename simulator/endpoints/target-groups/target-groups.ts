import { targetGroupSchema, targetGroupSummarySchema } from '#contract/entities/target-group.ts';
import { predicateWords } from '../../tenant/predicate-words.ts';
import type { TargetGroupRecord } from '#fixtures/world-data.ts';
import { among } from '../../tenant/table-index/criterion.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';

export const targetGroups: EntityCollection<'target-groups'> = {
  name: 'target-groups',
  entity: 'target_group',
  summarySchema: targetGroupSummarySchema,
  schema: targetGroupSchema,
  criteria: (filters) => among<TargetGroupRecord>('status', filters.status, ({ status }) => status),
  describe: (targetGroup, { schema }) => ({ criteria_text: predicateWords(targetGroup.criteria, schema) }),
};
