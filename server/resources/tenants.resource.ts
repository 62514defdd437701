import { defineResource } from './define.ts';

export default defineResource({
  name: 'tenants',
  title: 'Tenants and access',
  description:
    'The tenants of the signed-in user: time zone, currency, brands, region, role and permissions.',
  uri: 'optimove://tenants',
  tool: 'optimove_get_tenant',
  args: () => ({}),
});
