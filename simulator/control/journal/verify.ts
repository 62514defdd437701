import { z } from 'zod';
import type { JournalEntry } from '../../ports.ts';
import { Problem, defineCall } from '../call.ts';
import { countSchema, extentOf, judge } from './expectation.ts';
import type { Expectation } from './expectation.ts';
import { criteriaOf, matchSchema } from './match.ts';
import { outOfOrder } from './order.ts';

const MOST_EXPECTATIONS = 100;

/**
 * Whether what was expected is what the journal has. What does not hold is answered with 422, so that a test that looks at the
 * status alone fails too.
 */
export const verify = defineCall({
  method: 'POST',
  path: '/verify',
  input: z.strictObject({
    expect: z
      .array(z.strictObject({ match: matchSchema, count: countSchema.default({ min: 1 }) }))
      .min(1)
      .max(MOST_EXPECTATIONS),
    order: z.boolean().default(false),
    since: z.int().min(0).default(0),
  }),
  handle(context, { expect, order, since }) {
    const { journal } = context.world;
    const { entries, next, evicted } = journal.read({ since });
    if (evicted > 0 && since < journal.first - 1) return droppedEntries(evicted, since, journal.first);
    if (since > next) return endsBefore(since, next);

    const expectations: Expectation[] = [];
    for (const [at, { match, count }] of expect.entries()) {
      const criteria = criteriaOf(context, match, `expect[${at}].match.`);
      if (criteria instanceof Problem) return criteria;
      expectations.push({ match, criteria, extent: extentOf(count) });
    }
    const judged = expectations.map((expectation, at) => judge(expectation, at, entries));
    const failures = judged.flatMap(({ failure }) => failure ?? []);
    const disorder = order && failures.length === 0 ? outOfOrder(expectations, entries) : null;
    const body = {
      verified: failures.length === 0 && disorder === null,
      expectations: judged.map(({ found }) => ({ found: found.length, entries: found.map(seqOf) })),
      failures: [...failures, ...(disorder ? [disorder] : [])],
      next,
    };
    return Response.json(body, { status: body.verified ? 200 : 422 });
  },
});

function droppedEntries(evicted: number, since: number, first: number): Problem {
  return new Problem(
    409,
    `The journal has dropped its ${evicted} oldest entries, some of them after ${since}, so nothing can be said of them. Verify since ${first - 1} or later, or reset the journal before the test.`,
    { field: 'since', evicted, since_at_least: first - 1 },
  );
}

/** What was put back to an earlier state gives its numbers out again. */
function endsBefore(since: number, newest: number): Problem {
  return new Problem(
    409,
    `The newest entry of the journal is ${newest}, so that ${since} is of another state of it, and nothing can be said of what came since. Take "since" from the "next" of an answer of this state.`,
    { field: 'since', newest },
  );
}

function seqOf({ seq }: JournalEntry): number {
  return seq;
}
