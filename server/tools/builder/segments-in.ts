import type { Predicate } from '#contract/entities/predicate.ts';

/** The ids of the segments that criteria are built on. */
export function segmentsIn(predicate: Predicate): string[] {
  if ('children' in predicate) return predicate.children.flatMap(segmentsIn);
  if ('child' in predicate) return segmentsIn(predicate.child);
  return predicate.type === 'segment' ? [predicate.segment.id] : [];
}
