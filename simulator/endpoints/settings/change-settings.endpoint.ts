import { tenantSchema } from '#contract/entities/tenant.ts';
import { itemAnswerOf } from '#contract/page.ts';
import { tenantSettingsSchema } from '../../tenant/settings.ts';
import { defineWriteEndpoint } from '../define.ts';
import { tenantAs } from '../tenants/tenant-access.ts';
import { changed, SETTING } from './setting.ts';

export default defineWriteEndpoint({
  ...SETTING,
  method: 'PUT',
  path: '/api/v1/tenants/:tenant/settings',
  summary: 'Change the name, the time zone or the language of a tenant',
  body: tenantSettingsSchema,
  answer: itemAnswerOf(tenantSchema),
  handle(call, settings) {
    const { id } = call.tenant.facts;
    call.world.settings.change(id, settings);
    return changed(call, { type: 'tenant', id, act: 'change settings' }, ({ tenant, membership, origin }) =>
      tenantAs(tenant.facts, membership, origin),
    );
  },
});
