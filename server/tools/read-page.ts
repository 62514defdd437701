import { z } from 'zod';
import type { Envelope, PageInfo } from '#contract/page.ts';
import { PAGE_SIZE } from '../limits.ts';
import type { CursorCodec, Query, ReadContext, ToolFailure } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { sealedOnce } from '../shaping/cursor.ts';
import { reducedItem } from '../shaping/reduced-item.ts';
import { firstPart, type ItemPart, partAt, sectionPositionSchema } from '../shaping/sections.ts';
import { capShareOf, countThatFits } from '../shaping/token-budget.ts';
import { shapeOutput } from '../shaping/tool-result.ts';
import { neutraliseFields } from '../shaping/untrusted-text.ts';
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

/**
 * Where a list stands: before an item, or within one that is too large for a page. The resolved dates travel along, so that `-1h`
 * means the same hour on every page.
 */
const positionSchema = z.object({
  upstream: z.string().optional(),
  resolved: z.record(z.string(), z.string()),
  part: sectionPositionSchema.optional(),
});
type Position = z.infer<typeof positionSchema>;

/**
 * A page of a list that stays within the cap. What does not fit is read again with a smaller limit, so that the cursor of the
 * tenant API continues right after the last item that the caller gets whole.
 *
 * @param beside what the output holds besides the page and what the answer says of it
 * @param resolve makes dates of the arguments that are dates
 * @param large what becomes of an item that is too large for any page: `in_parts` where no other tool has it whole
 */
export async function readPage<Answer extends PageAnswer>(
  args: object,
  context: ReadContext,
  read: (query: Query) => Promise<Result<Answer, ToolFailure>>,
  beside: object = {},
  resolve = resolveDates,
  large: 'reduced' | 'in_parts' = 'reduced',
) {
  const { cursor, limit, ...filters } = argumentsSchema.parse(args);
  const codec = context.cursors(filters);
  const cursorOf = sealedOnce(codec);
  const position =
    cursor === undefined ? firstPosition(filters, context, resolve) : positionOf(cursor, codec);
  if (!position.ok) return position;
  const { upstream, resolved, part } = position.value;

  for (let asked = part === undefined ? limit : 1; ;) {
    const answer = await read({ ...filters, ...resolved, limit: asked, cursor: upstream });
    if (!answer.ok && answer.failure.code === 'upstream_too_large' && asked > 1) {
      asked = Math.ceil(asked / 4);
      continue;
    }
    if (!answer.ok) return answer;
    const { items, page, tenant_id, time_zone, as_of, ...more } = answer.value;
    // Whoever ignores the limit would be asked for ever less without end.
    if (items.length > asked) return fail<ToolFailure>({ code: 'upstream_unavailable' });
    const following = page.next_cursor === undefined ? undefined : { upstream: page.next_cursor, resolved };
    const outputOf = (shown: Item[], truncated: boolean, next: Position | undefined = following) => ({
      ...beside,
      ...more,
      items: shown,
      page: {
        returned: shown.length,
        has_more: next !== undefined,
        ...(next !== undefined && { next_cursor: cursorOf(next) }),
        total: page.total,
      },
      tenant_id,
      time_zone,
      as_of,
      ...(Object.keys(resolved).length > 0 && { resolved }),
      ...(truncated && { truncated_to_fit: true }),
    });
    const partOutput = ({ item, next, ...sections }: ItemPart) => ({
      ...outputOf([item], true, next === undefined ? following : { upstream, resolved, part: next }),
      ...sections,
    });
    const shareOfPart = (shown: ItemPart) => capShareOf(shapeOutput(partOutput(shown)));

    const [item] = items.slice(0, 1).map(neutraliseFields);
    if (part !== undefined) {
      const shown = item === undefined ? null : await partAt(item, part, shareOfPart);
      return shown === null
        ? fail<ToolFailure>({ code: 'cursor_invalid', problem: 'expired' })
        : ok(partOutput(shown));
    }

    const fitting = await countThatFits(items.length, (count) =>
      capShareOf(shapeOutput(outputOf(items.slice(0, count), true))),
    );
    if (item === undefined || fitting === items.length) return ok(outputOf(items, asked < limit));
    if (items.length === 1) {
      if (large === 'in_parts') return ok(partOutput(await firstPart(item, shareOfPart)));
      const reduced = outputOf([reducedItem(item)], true);
      const reducedFits = (await capShareOf(shapeOutput(reduced))) <= 1;
      return ok(reducedFits ? reduced : outputOf([reducedItem(item, FEW_CHARACTERS)], true));
    }
    asked = Math.max(fitting, 1);
  }
}

/** Of each text of an item so large that the beginnings of its texts are too much. */
const FEW_CHARACTERS = 60;

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
