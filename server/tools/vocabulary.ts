import { segmentSummarySchema } from '#contract/entities/segment.ts';
import { listAnswerOf } from '#contract/page.ts';
import type { z } from 'zod';
import type { AudienceVocabulary } from '../audience/vocabulary.ts';
import { readOperation } from '../optimove/operation.ts';
import type { ReadContext, ToolFailure } from '../ports.ts';
import { ok, type Result } from '../result.ts';
import { createFinder } from './explorer/find-entity.ts';
import { readAll } from './read-all.ts';
import { readSchema } from './schema-words.ts';

type SegmentSummary = z.infer<typeof segmentSummarySchema>;

const listSegments = readOperation('/tenants/:tenant/segments', listAnswerOf(segmentSummarySchema));
const findSegment = createFinder({
  entity: 'segment',
  collection: 'segments',
  schema: segmentSummarySchema,
  list_tool: 'optimove_list_segments',
});

/** Segments beyond these are looked up by the names that a text may hold, so many at most. */
const MOST_PAGES = 5;
const MOST_LOOKUPS = 8;
/** What stands in quotes, and words that are keys. */
const NAMES = /"([^"\n]{1,200})"|“([^”\n]{1,200})”|\b([a-z0-9]+(?:_[a-z0-9]+)+)\b/gu;

/** A vocabulary, with what the segments in it belong to. */
export interface TenantVocabulary extends AudienceVocabulary {
  readonly segments: readonly SegmentSummary[];
}

/** What a description of an audience may speak of, as this caller sees the tenant. `texts` are what will be read with it. */
export async function readVocabulary(
  texts: readonly string[],
  context: ReadContext,
): Promise<Result<TenantVocabulary, ToolFailure>> {
  const [schema, segments] = await Promise.all([
    readSchema(context),
    readAll(listSegments, { sort: 'name_asc' }, context, MOST_PAGES),
  ]);
  if (!schema.ok) return schema;
  if (!segments.ok) return segments;
  const named = segments.value.whole ? ok([]) : await lookUp(texts, context);
  if (!named.ok) return named;
  const all = [...segments.value.items, ...named.value];
  return ok({
    schema: schema.value.items,
    segments: [...new Map(all.map((segment) => [segment.id, segment])).values()],
    now: new Date(schema.value.last.as_of),
    time_zone: schema.value.last.time_zone,
  });
}

async function lookUp(
  texts: readonly string[],
  context: ReadContext,
): Promise<Result<SegmentSummary[], ToolFailure>> {
  const matches = texts.flatMap((text) => [...text.matchAll(NAMES)]);
  const names = new Set(matches.map(([, quoted, curly, key]) => quoted ?? curly ?? key ?? ''));
  const found: SegmentSummary[] = [];
  for (const name of [...names].slice(0, MOST_LOOKUPS)) {
    const segment = await findSegment(name, context);
    if (segment.ok) found.push(segmentSummarySchema.parse(segment.value.item));
    else if (segment.failure.code !== 'not_found' && segment.failure.code !== 'ambiguous_name')
      return segment;
  }
  return ok(found);
}
