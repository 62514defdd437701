import { z } from 'zod';
import type { Envelope, PageInfo } from '#contract/page.ts';
import { PAGE_SIZE } from '../limits.ts';
import type { CursorCodec, Query, ReadContext, ToolFailure } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { reducedItem } from '../shaping/reduced-item.ts';
import { capShareOf, countThatFits } from '../shaping/token-budget.ts';
import { shapeOutput } from '../shaping/tool-result.ts';
import { resolveDates } from './date-filters.ts';
import { cursorParam } from './params.ts';

type Item = Record<string, unknown>;
interface PageAnswer extends Envelope {
  items: Item[];
  page: PageInfo;
}

const argumentsSchema = z
  .object({ limit: z.int().min(1).default(PAGE_SIZE.default), cursor: cursorParam })
  .catchall(z.union([z.string(), z.array(z.string()), z.undefined()]));

/** Where a list stands. The resolved dates travel along, so that `-1h` means the same hour on every page. */
const positionSchema = z.object({
  upstream: z.string().optional(),
  resolved: z.record(z.string(), z.string()),
});
type Position = z.infer<typeof positionSchema>;

/**
 * A page of a list that stays within the cap. What does not fit is read again with a smaller limit, so that the cursor of the
 * tenant API continues right after the last item that the caller gets whole.
 *
 * @param beside what the output holds besides the page and what the answer says of it
 * @param resolve makes dates of the arguments that are dates
 */
export async function readPage<Answer extends PageAnswer>(
  args: object,
  context: ReadContext,
  read: (query: Query) => Promise<Result<Answer, ToolFailure>>,
  beside: object = {},
  resolve = resolveDates,
) {
  const { cursor, limit, ...filters } = argumentsSchema.parse(args);
  const codec = context.cursors(filters);
  const position =
    cursor === undefined ? firstPosition(filters, context, resolve) : positionOf(cursor, codec);
  if (!position.ok) return position;
  const { upstream, resolved } = position.value;

  for (let asked = limit; ;) {
    const answer = await read({ ...filters, ...resolved, limit: asked, cursor: upstream });
    if (!answer.ok) return answer;
    const { items, page, tenant_id, time_zone, as_of, ...more } = answer.value;
    // Whoever ignores the limit would be asked for ever less without end.
    if (items.length > asked) return fail<ToolFailure>({ code: 'upstream_unavailable' });
    const { next_cursor, has_more, total } = page;
    const sealed = next_cursor && codec.seal(JSON.stringify({ upstream: next_cursor, resolved }));
    const outputOf = (shown: Item[], truncated: boolean) => ({
      ...beside,
      ...more,
      items: shown,
      page: { returned: shown.length, has_more, ...(sealed && { next_cursor: sealed }), total },
      tenant_id,
      time_zone,
      as_of,
      ...(Object.keys(resolved).length > 0 && { resolved }),
      ...(truncated && { truncated_to_fit: true }),
    });

    const fitting = await countThatFits(items.length, (count) =>
      capShareOf(shapeOutput(outputOf(items.slice(0, count), true))),
    );
    if (fitting === items.length) return ok(outputOf(items, asked < limit));
    if (items.length === 1) return ok(outputOf(items.map(reducedItem), true));
    asked = Math.max(fitting, 1);
  }
}

function firstPosition(
  filters: object,
  { principal, tenant }: ReadContext,
  resolve: typeof resolveDates,
): Result<Position, ToolFailure> {
  const resolved = resolve({ ...filters }, { now: principal.now, time_zone: tenant.time_zone });
  return resolved.ok ? ok({ resolved: resolved.value }) : resolved;
}

function positionOf(cursor: string, codec: CursorCodec): Result<Position, ToolFailure> {
  const opened = codec.open(cursor);
  return opened.ok ? ok(positionSchema.parse(JSON.parse(opened.value))) : opened;
}
