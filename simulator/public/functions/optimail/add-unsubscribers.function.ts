import { z } from 'zod';
import { brandOf } from '../../data/brands.ts';
import { today } from '../../data/days.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { number } from '../../schema.ts';

const MOST_ADDRESSES = 10_000;

export default defineWrite({
  path: '/Optimail/AddUnsubscribers',
  summary: 'Takes addresses out of the mailings of a brand.',
  evidence: 'documented',
  effect: 'modify',
  query: {},
  body: z.strictObject({ BrandId: number, EmailAddresses: z.array(z.email()).min(1).max(MOST_ADDRESSES) }),
  answer: NOTHING,
  handle({ world, tenant, effects }, { BrandId, EmailAddresses }) {
    const brand = brandOf(tenant, BrandId);
    if (brand instanceof Problem) return brand;
    const day = today(world, tenant);
    for (const address of EmailAddresses) {
      const email = address.toLowerCase();
      world.publicRecords.unsubscribers.put(tenant.facts.id, `${brand.key}/${email}`, {
        brand: brand.key,
        email,
        day,
      });
    }
    effects.changed({ type: 'brand', id: brand.key, act: 'add unsubscribers' });
    return null;
  },
});
