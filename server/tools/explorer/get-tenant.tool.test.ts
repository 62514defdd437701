import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meSchema } from '#contract/entities/tenant.ts';
import { arbitraryOf } from '../testing/arbitrary-of.ts';
import { call } from '../testing/call.ts';
import { createFakeApi } from '../testing/fake-api.ts';
import tool from './get-tenant.tool.ts';

describe('optimove_get_tenant', () => {
  test('shows no tenant but those that the access token is open to', async () => {
    const [sample] = fc.sample(arbitraryOf(meSchema, fc.constant('text')), { numRuns: 1, seed: 1 });
    const me = meSchema.parse(sample);
    const tenants = ['northaisle', 'lumenplay', 'megamart'].flatMap((id) =>
      me.tenants.slice(0, 1).map((one) => ({ ...one, id })),
    );

    const { structuredContent } = await call(tool, {}, createFakeApi({ me: [{ ...me, tenants }] }));

    expect(structuredContent).toMatchObject({
      item: { tenants: [{ id: 'lumenplay' }] },
      tenant_id: 'lumenplay',
    });
  });
});
