import { z } from 'zod';
import { localDay } from '../../data/days.ts';
import { defineRead } from '../../define.ts';

export default defineRead({
  path: '/General/GetLastDataUpdate',
  summary: 'The day of the most recent customer data.',
  evidence: 'documented',
  query: {},
  answer: z.object({ Date: z.iso.date() }),
  handle: ({ tenant }) => ({ Date: localDay(tenant, tenant.facts.last_data_update) }),
});
