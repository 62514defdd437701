import { z } from 'zod';
import { itemAnswerOf } from '#contract/page.ts';
import { roleSchema } from '#contract/permissions.ts';
import { membershipOf } from '../../tenant/visibility.ts';
import { defineWriteEndpoint } from '../define.ts';
import { invalidBody, notFound, Refusal } from '../refusal.ts';
import { changed, SETTING } from './setting.ts';

const member = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  brands: z.array(z.string()),
});

export default defineWriteEndpoint({
  ...SETTING,
  method: 'PUT',
  path: '/api/v1/tenants/:tenant/users/:user',
  summary: 'Change the role or the brands of a user in a tenant; by id or e-mail address',
  body: z.strictObject({ role: roleSchema.exactOptional(), brands: z.array(z.string()).exactOptional() }),
  answer: itemAnswerOf(member),
  example: { path: { user: 'viewer@lumenplay.example' }, body: { role: 'analyst' } },
  handle(call, change) {
    const { world, tenant, params } = call;
    const { id: tenantId, brands: known } = tenant.facts;
    const before = world.users.find(params['user'] ?? '');
    const { role: from } = before?.memberships.find((one) => one.tenant === tenantId) ?? {};
    if (before === undefined || from === undefined) return notFound();

    const keys = known.map(({ key }) => key);
    if (change.brands?.some((brand) => !keys.includes(brand)) === true) {
      return invalidBody([{ parameter: 'brands', problem: `must be among: ${keys.join(', ')}` }]);
    }
    const others = world.users
      .all()
      .filter((user) => user.id !== before.id && membershipOf(user, tenantId)?.role === 'admin');
    if (from === 'admin' && change.role !== undefined && change.role !== 'admin' && others.length === 0) {
      return new Refusal('conflict', 'This is the last admin of the tenant. Make somebody else admin first.');
    }
    const { id, email, name, memberships } = world.users.change(before.id, change, tenantId);
    const { role, brands } = memberships.find((one) => one.tenant === tenantId) ?? { role: from, brands: [] };
    return changed(call, { type: 'user', id, act: 'change rights', from, to: role }, () => ({
      id,
      email,
      name,
      role,
      brands,
    }));
  },
});
