import type { AnalyticsFilter, DimensionKey } from '#contract/analytics.ts';
import type { Ref } from '#contract/entities/entity.ts';
import type { ResultRow } from '#contract/entities/result.ts';
import type { CampaignRecord, TenantFacts } from '#fixtures/world-data.ts';
import { foldText } from '../fold-text.ts';
import { monthOf, weekOf } from './calendar.ts';

/** A day of a brand, and for a result what ran then. */
export interface Fact {
  day: string;
  brand: string;
  result?: { row: ResultRow; campaign: Ran };
}

/** What results are told apart by, of the campaign that ran. */
export type Ran = Pick<CampaignRecord, 'id' | 'name' | 'actions' | 'target_group' | 'stream'>;

type Read = (fact: Fact, brands: TenantFacts['brands']) => Ref | null;

const plain = (id: string | null | undefined): Ref | null => (id ? { id, name: id } : null);
const named = (of: { id: string; name: string } | null | undefined): Ref | null =>
  of ? { id: of.id, name: of.name } : null;
const actionOf = ({ result }: Fact) =>
  result?.campaign.actions.find(({ id }) => id === result.row.action_id) ?? null;

/** What each dimension says of a fact; null where it does not apply. */
export const DIMENSIONS: Readonly<Record<DimensionKey, Read>> = {
  day: ({ day }) => plain(day),
  week: ({ day }) => plain(weekOf(day)),
  month: ({ day }) => plain(monthOf(day)),
  brand: ({ brand }, brands) => ({ id: brand, name: brands.find(({ key }) => key === brand)?.name ?? brand }),
  campaign: ({ result }) => named(result?.campaign),
  action: (fact) => named(actionOf(fact)),
  channel: ({ result }) => plain(result?.row.channel),
  target_group: ({ result }) => named(result?.campaign.target_group),
  stream: ({ result }) => named(result?.campaign.stream),
  promotion: (fact) => named(actionOf(fact)?.promotion),
};

/** What tells treatments of one campaign apart. All of them are measured against the same control group. */
const TREATMENTS: ReadonlySet<string> = new Set<DimensionKey>(['action', 'channel', 'promotion']);
export const isOfTreatment = (field: string): boolean => TREATMENTS.has(field);

/** Whether a value of a dimension passes a filter, which names it by id or by name. */
export function passes(value: Ref | null, { op, value: wanted }: AnalyticsFilter): boolean {
  const is = (text: string) =>
    value !== null && (value.id === text.trim() || foldText(value.name) === foldText(text.trim()));
  const id = value?.id ?? '';
  switch (op) {
    case 'eq':
      return is(wanted);
    case 'ne':
      return !is(wanted);
    case 'in':
      return wanted.split(',').some(is);
    case 'gt':
      return id > wanted;
    case 'gte':
      return id >= wanted;
    case 'lt':
      return id < wanted;
    case 'lte':
      return id <= wanted;
  }
}
