import { Problem, defineCall } from '../call.ts';
import type { ControlContext } from '../call.ts';
import { journalEvents } from './events.ts';
import { criteriaOf, meets } from './match.ts';
import { filterSchema, sinceSchema } from './read-journal.ts';

/** The journal as it grows: what comes next, or what came since a number; a reader that lost the connection goes on where it was. */
export const streamJournal = defineCall({
  method: 'GET',
  path: '/journal/stream',
  input: filterSchema.extend({ since: sinceSchema }),
  handle(context, { since, ...match }) {
    const criteria = criteriaOf(context, match);
    if (criteria instanceof Problem) return criteria;
    const from = readSince(context, since);
    if (from instanceof Problem) return from;
    return journalEvents(context.world.journal, {
      since: from,
      where: meets(criteria),
      show: (entry) => JSON.stringify(entry),
    });
  },
});

/** Where a reader goes on: behind the last event that it had, behind the number that it names, or behind all that is there. */
export function readSince({ headers, world }: ControlContext, since?: number): number | Problem {
  const last = headers.get('last-event-id');
  if (last === null || last === '') return since ?? world.journal.read({ where: () => false }).next;
  if (/^\d{1,15}$/.test(last)) return Number(last);
  return new Problem(400, 'The header Last-Event-ID is none that this stream gave.', {
    field: 'Last-Event-ID',
  });
}
