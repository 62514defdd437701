import type { GlyphName } from '../../pages/components/glyph.ts';

/** One step of a stream or journey as it is drawn. */
export interface FlowStep {
  key: string;
  /** `Message`, `Wait`. */
  kind: string;
  glyph: GlyphName;
  /** What happens. */
  name: string;
  /** The page of the entity that it happens with. */
  href?: string | undefined;
  /** Smaller, below: the channel, the condition. */
  note?: string | undefined;
  next: readonly { to: string; label?: string | undefined }[];
}

/** A way from one step to another, by their places in the list of steps. */
export interface Way {
  from: number;
  to: number;
  label: string;
}

/**
 * The steps that a person meets first when walking from the start, at most `limit`, and the ways between them. Steps that nothing
 * leads to come last.
 */
export function firstSteps(steps: readonly FlowStep[], limit: number): { steps: FlowStep[]; ways: Way[] } {
  const byKey = new Map(steps.toReversed().map((step) => [step.key, step]));
  const met = new Set<FlowStep>();
  for (const start of steps) {
    if (met.size >= limit) break;
    const waiting = new Set([start]);
    for (const step of waiting) {
      if (met.size >= limit) break;
      if (met.has(step)) continue;
      met.add(step);
      for (const { to } of step.next) {
        const following = byKey.get(to);
        if (following) waiting.add(following);
      }
    }
  }
  const drawn = [...met];
  const places = new Map(drawn.map((step, at) => [step.key, at]));
  return {
    steps: drawn,
    ways: drawn.flatMap((step, from) =>
      step.next.flatMap(({ to, label = '' }) => {
        const place = places.get(to);
        return place === undefined || place === from ? [] : [{ from, to: place, label }];
      }),
    ),
  };
}

/** What lies on a way through one place: what leads to it, itself, and what follows. */
export interface Path {
  has(place: number): boolean;
  includes(way: Way): boolean;
}

export function pathThrough(ways: readonly Way[], chosen: number): Path {
  const reached = (start: 'from' | 'to', end: 'from' | 'to') => {
    const found = new Set([chosen]);
    for (const place of found) {
      for (const way of ways) if (way[start] === place) found.add(way[end]);
    }
    return found;
  };
  const [before, after] = [reached('to', 'from'), reached('from', 'to')];
  return {
    has: (place) => before.has(place) || after.has(place),
    includes: ({ from, to }) => before.has(to) || after.has(from),
  };
}
