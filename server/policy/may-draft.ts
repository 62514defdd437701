import { meSchema } from '#contract/entities/tenant.ts';
import { readOperation } from '../optimove/operation.ts';
import type { ReadApi } from '../ports.ts';

const getMe = readOperation('/me', meSchema);

/** Whether the user's role permits drafts in a tenant; where that cannot be told, the authorization server may decide. */
export async function mayDraft(api: ReadApi, tenant: string): Promise<boolean> {
  const me = await api.read(getMe, { query: { tenant } });
  return !me.ok || me.value.tenants.some(({ access }) => access.permissions.includes('drafts.write'));
}
