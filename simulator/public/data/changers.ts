import { type CustomerSet, isIn, setOf } from '#fixtures/population/customer-set.ts';
import { rosterOf } from '#fixtures/population/roster.ts';
import type { TenantData } from '#fixtures/world-data.ts';
import { audiencesOf } from '../../tenant/audiences.ts';
import { mapped } from '../rows.ts';
import type { Rows } from '../rows.ts';
import { dayNumber } from './days.ts';

/** A group that customers can be in; whoever is in several belongs to the first. */
export interface Group {
  id: string;
  members: CustomerSet;
}

/** Of nobody. */
const NONE = '-1';

/** The customers who belonged to another group on one day than on a later one. Since the last load nobody changes. */
export function changers(
  tenant: TenantData,
  groups: readonly Group[],
  { StartDate, EndDate }: { StartDate: string; EndDate: string },
): Rows<{ customer: number; before: string; after: string }> {
  const { population } = audiencesOf(tenant);
  const roster = rosterOf(tenant.facts);
  const groupOn = (date: string) => {
    const then = groups.map(({ id, members }) => ({
      id,
      members: population.onDay(dayNumber(date), members),
    }));
    return (sample: number): string => then.find(({ members }) => isIn(members, sample))?.id ?? NONE;
  };
  const [before, after] = [groupOn(StartDate), groupOn(EndDate)];
  const changed = roster.of(setOf((sample) => before(sample) !== after(sample)));
  return mapped(changed, (customer) => {
    const sample = roster.sampleOf(customer);
    return { customer, before: before(sample), after: after(sample) };
  });
}
