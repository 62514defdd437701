import type { Predicate } from '#contract/entities/predicate.ts';
import { type CustomerSet, exceptFor, NOBODY } from '#fixtures/population/customer-set.ts';
import { type Population, populationOf } from '#fixtures/population/population.ts';
import type { SegmentRecord, TargetGroupRecord, TenantData } from '#fixtures/world-data.ts';
import { createIdIndex } from './id-index.ts';

/** Who belongs to what, in one tenant. */
export interface Audiences {
  readonly population: Population;
  /** The customers of some criteria, without those of the excluded groups. */
  of(criteria: Predicate, excluded?: readonly { id: string }[]): CustomerSet;
}

const findSegment = createIdIndex<SegmentRecord>();
const findGroup = createIdIndex<TargetGroupRecord>();

export function audiencesOf({
  facts,
  schema,
  collections,
}: Pick<TenantData, 'facts' | 'schema' | 'collections'>): Audiences {
  const kinds = collections.channels.map(({ kind }) => kind);
  const population = populationOf(facts, schema, kinds);
  const definitionOf = (id: string) => findSegment(collections.segments, id)?.definition;

  function setOf(criteria: Predicate, excluded: readonly { id: string }[], within: readonly string[]) {
    return exceptFor(
      population.matching(criteria, definitionOf),
      excluded.map(({ id }) => groupOf(id, within)),
    );
  }
  /** A group that excludes itself keeps everybody. */
  function groupOf(id: string, within: readonly string[]): CustomerSet {
    const group = within.includes(id) ? undefined : findGroup(collections['target-groups'], id);
    return group === undefined ? NOBODY : setOf(group.criteria, group.exclusions, [...within, id]);
  }
  return { population, of: (criteria, excluded = []) => setOf(criteria, excluded, []) };
}

/** How many of a set each channel of the tenant reaches. */
export function reachedByChannel({ population }: Audiences, set: CustomerSet) {
  return population.channels.map((channel) => ({
    channel,
    customers: population.count(population.reachedBy(channel, set)),
  }));
}
