import type { Tool } from '@modelcontextprotocol/server';
import type { Principal, TenantAccess, Tool as CatalogTool, ToolFailure } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';

type InputSchema = Tool['inputSchema'];
type Breadth = Pick<CatalogTool, 'aboutAllTenants'>;

/** Asks for the tenant where the caller has several. With one there is nothing to ask, and the argument does not exist. */
export function withTenantArgument(
  schema: InputSchema,
  tenants: readonly TenantAccess[],
  { aboutAllTenants }: Breadth,
): InputSchema {
  if (tenants.length < 2) return schema;
  const tenant_id = { type: 'string', enum: tenants.map(({ id }) => id) };
  const properties = { tenant_id, ...schema.properties };
  if (aboutAllTenants) return { ...schema, properties };
  return { ...schema, properties, required: ['tenant_id', ...(schema.required ?? [])] };
}

/** Which of the caller's tenants a call is about, and the arguments that are the tool's own. */
export function resolveTenant(
  args: Readonly<Record<string, unknown>>,
  { tenants, elsewhere = [] }: Pick<Principal, 'tenants' | 'elsewhere'>,
  { aboutAllTenants }: Breadth,
): Result<{ tenant: TenantAccess; args: Readonly<Record<string, unknown>> }, ToolFailure> {
  const [first, another] = tenants;
  const meant = elsewhere.filter(({ id }) => first === undefined || id === args['tenant_id']);
  if (meant.length > 0) return fail({ code: 'wrong_region', tenants: meant });
  if (first === undefined) return fail({ code: 'permission_denied', needs: 'tenant.read' });
  if (another === undefined) return ok({ tenant: first, args });
  const allowed = tenants.map(({ id }) => id);
  const { tenant_id: given, ...own } = args;
  if (given === undefined)
    return aboutAllTenants ? ok({ tenant: first, args }) : fail({ code: 'tenant_required', allowed });
  const tenant = tenants.find(({ id }) => id === given);
  return tenant === undefined
    ? fail({
        code: 'unknown_tenant',
        given: typeof given === 'string' ? given : JSON.stringify(given),
        allowed,
      })
    : ok({ tenant, args: own });
}
