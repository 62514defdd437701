import { z } from 'zod';
import { brandOf } from '../../data/brands.ts';
import { periodProblem } from '../../data/days.ts';
import { defineRead } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { day, id, list } from '../../schema.ts';

export default defineRead({
  path: '/Optimail/GetUnsubscribers',
  summary: 'The addresses that left a brand in a period. Brands are numbered from 1.',
  evidence: 'documented',
  query: { BrandID: id, StartDate: day, EndDate: day },
  answer: list({ EmailAddress: z.string(), Date: z.iso.date() }),
  handle({ world, tenant }, { BrandID, StartDate, EndDate }) {
    const brand = brandOf(tenant, Number(BrandID));
    if (brand instanceof Problem) return brand;
    const left = world.publicRecords.unsubscribers.all(tenant.facts.id);
    return (
      periodProblem({ StartDate, EndDate }) ??
      left
        .filter((one) => one.brand === brand.key && one.day >= StartDate && one.day <= EndDate)
        .map((one) => ({ EmailAddress: one.email, Date: one.day }))
    );
  },
});
