import type { TenantData } from '#fixtures/world-data.ts';
import { noSuch } from '../problem.ts';
import type { Problem } from '../problem.ts';

/** The key of a brand by its number: the tenant's brands are numbered from 1. */
export function brandOf({ facts }: TenantData, number: number): { key: string } | Problem {
  return facts.brands[number - 1] ?? noSuch('brand', String(number));
}
