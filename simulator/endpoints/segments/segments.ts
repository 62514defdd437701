import { segmentSchema, segmentSummarySchema } from '#contract/entities/segment.ts';
import { predicateWords } from '../../tenant/predicate-words.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';
import { isEqual } from '../listing/filters.ts';

export const segments: EntityCollection<'segments'> = {
  name: 'segments',
  entity: 'segment',
  summarySchema: segmentSummarySchema,
  schema: segmentSchema,
  matches: (segment, filters) => isEqual(segment.kind, filters.kind),
  describe: (segment, { schema }) => ({ definition_text: predicateWords(segment.definition, schema) }),
};
