import { type Tenant, tenantSchema } from '#contract/entities/tenant.ts';
import type { DraftAnswer } from '#contract/drafts.ts';
import { itemAnswerOf } from '#contract/page.ts';
import { readOperation } from '../../optimove/operation.ts';
import type { ReadContext, ToolFailure } from '../../ports.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Findings } from './findings.ts';

const getTenant = readOperation('/tenants/:tenant', itemAnswerOf(tenantSchema));

/**
 * The tenant as the caller may use it. A role that may not draft hears so before its arguments are looked at; what decides is
 * still the tenant API.
 */
export async function readAccess({ api, tenant }: ReadContext): Promise<Result<Tenant, ToolFailure>> {
  const answer = await api.read(getTenant, { params: { tenant: tenant.id } });
  if (!answer.ok) return answer;
  const { item } = answer.value;
  return item.access.permissions.includes('drafts.write')
    ? ok(item)
    : fail({ code: 'permission_denied', needs: 'drafts.write' });
}

/** The key of one of the caller's brands, given by key or name. */
export function brandOf(
  given: string | undefined,
  { brands }: Tenant,
  findings: Findings,
): string | undefined {
  if (given === undefined) return undefined;
  const wanted = given.toLowerCase();
  const brand = brands.find(({ key, name }) => [key, name].some((word) => word.toLowerCase() === wanted));
  if (brand === undefined) {
    const allowed = brands.map(({ key }) => key);
    findings.report({ argument: 'brand', problem: 'is none of the brands of this user', allowed });
  }
  return brand?.key;
}

/** Says which brand the tenant API chose, where there was a choice and nothing of the call made it. */
export function brandWarnings(
  { draft }: DraftAnswer,
  chosen: string | undefined,
  { brands }: Tenant,
): string[] {
  return chosen === undefined && brands.length > 1
    ? [`It belongs to the brand ${draft.brand}, since none was named.`]
    : [];
}
