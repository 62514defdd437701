import { z } from 'zod';
import { Problem, defineCall } from '../call.ts';
import { criteriaOf, matchSchema, meets } from './match.ts';

/** What a reader of the journal may ask for, in a query. */
export const filterSchema = matchSchema.extend({ status: z.coerce.number().int().optional() });
export const sinceSchema = z.coerce.number().int().min(0).optional();

/** What reached the tenant. */
export const readJournal = defineCall({
  method: 'GET',
  path: '/journal',
  input: filterSchema.extend({ since: sinceSchema, limit: z.coerce.number().int().min(1).optional() }),
  handle(context, { since = 0, limit, ...match }) {
    const criteria = criteriaOf(context, match);
    if (criteria instanceof Problem) return criteria;
    return context.world.journal.read({
      since,
      where: meets(criteria),
      ...(limit !== undefined && { limit }),
    });
  },
});
