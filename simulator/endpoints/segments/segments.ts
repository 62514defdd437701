import { segmentSchema, segmentSummarySchema } from '#contract/entities/segment.ts';
import { predicateWords } from '../../tenant/predicate-words.ts';
import type { SegmentRecord } from '#fixtures/world-data.ts';
import { among } from '../../tenant/table-index/criterion.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';

export const segments: EntityCollection<'segments'> = {
  name: 'segments',
  entity: 'segment',
  summarySchema: segmentSummarySchema,
  schema: segmentSchema,
  criteria: (filters) => among<SegmentRecord>('kind', filters.kind, ({ kind }) => kind),
  describe: (segment, { schema }) => ({ definition_text: predicateWords(segment.definition, schema) }),
};
