import type { Collections } from '#fixtures/world-data.ts';
import type { TenantCall } from '../define.ts';
import { findVisible } from '../../tenant/find-visible.ts';
import type { Problem } from '../refusal.ts';

/** Where a draft is checked: what its author may see, and what is wrong with it so far. */
export interface Desk {
  readonly call: TenantCall;
  readonly problems: readonly Problem[];
  readonly complain: (parameter: string, problem: string) => void;
  /** What a body refers to, of what the caller may see; what is invisible is missing. */
  find<Name extends keyof Collections>(
    collection: Name,
    id: string,
    parameter: string,
  ): Collections[Name] | undefined;
  /** The brand of the draft: the given one, or else that of what it refers to, or else the first of the caller's. */
  brandOf(given: string | undefined, referredTo: readonly ({ brand: string } | undefined)[]): string;
  /** Everything that a draft refers to is of the draft's brand. */
  sameBrand(brand: string, record: { brand: string } | undefined, parameter: string): void;
}

export function createDesk(call: TenantCall): Desk {
  const { brands } = call.membership;
  const problems: Problem[] = [];
  const complain: Desk['complain'] = (parameter, problem) => {
    problems.push({ parameter, problem });
  };
  return {
    call,
    problems,
    complain,
    find<Name extends keyof Collections>(collection: Name, id: string, parameter: string) {
      const found = findVisible(call.world, call.user, call.tenant.facts.id, collection, id);
      if (found === undefined) complain(parameter, `names nothing that you may see among the ${collection}`);
      return found;
    },
    brandOf(given, referredTo) {
      if (given !== undefined && !brands.includes(given)) {
        complain('brand', brands.length === 0 ? 'is none of yours' : `must be one of: ${brands.join(', ')}`);
      }
      const brand = given ?? referredTo.find((record) => record !== undefined)?.brand ?? brands[0];
      if (brand === undefined) complain('brand', 'cannot be chosen: you have no brand in this tenant');
      return brand ?? '';
    },
    sameBrand(brand, record, parameter) {
      if (record !== undefined && record.brand !== brand) {
        complain(parameter, `belongs to the brand ${record.brand}, while the draft is of ${brand}`);
      }
    },
  };
}
