import { z } from 'zod';
import { brandOf } from '../../data/brands.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { noSuch, Problem } from '../../problem.ts';
import { number } from '../../schema.ts';

export default defineWrite({
  path: '/Optimail/DeleteUnsubscribers',
  summary: 'Takes an address back into the mailings of a brand.',
  evidence: 'documented',
  effect: 'delete',
  query: {},
  body: z.strictObject({ BrandId: number, EmailAddress: z.email() }),
  answer: NOTHING,
  handle({ world, tenant, effects }, { BrandId, EmailAddress }) {
    const brand = brandOf(tenant, BrandId);
    if (brand instanceof Problem) return brand;
    const key = `${brand.key}/${EmailAddress.toLowerCase()}`;
    if (!world.publicRecords.unsubscribers.remove(tenant.facts.id, key))
      return noSuch('unsubscriber', EmailAddress);
    effects.changed({ type: 'brand', id: brand.key, act: 'delete unsubscriber' });
    return null;
  },
});
