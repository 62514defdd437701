import type { Predicate } from '#contract/entities/predicate.ts';

/** The ids of the segments that criteria are built on. */
export function segmentsIn(predicate: Predicate): string[] {
  switch (predicate.type) {
    case 'and':
    case 'or':
      return predicate.children.flatMap(segmentsIn);
    case 'not':
      return segmentsIn(predicate.child);
    case 'segment':
      return [predicate.segment.id];
    default:
      return [];
  }
}
