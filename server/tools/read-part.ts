import type { Envelope } from '#contract/page.ts';
import type { CursorCodec, ToolFailure } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { sealedOnce } from '../shaping/cursor.ts';
import { firstPart, type ItemPart, partAt, sectionPositionSchema } from '../shaping/sections.ts';
import { capShareOf } from '../shaping/token-budget.ts';
import { shapeOutput } from '../shaping/tool-result.ts';

interface Found extends Envelope {
  item: Record<string, unknown>;
}

/**
 * An item, or the part of it that the cursor stands at. The answer that leaves is the very one that was measured.
 *
 * @param beside what the output holds besides the item
 */
export async function readPart<Beside extends object>(
  { item, tenant_id, time_zone, as_of }: Found,
  cursor: string | undefined,
  codec: CursorCodec,
  beside: Beside,
) {
  const cursorOf = sealedOnce(codec);
  const outputOf = ({ item: shown, next, ...sections }: ItemPart) => ({
    ...beside,
    item: shown,
    ...sections,
    ...(next !== undefined && { next_cursor: cursorOf(next) }),
    tenant_id,
    time_zone,
    as_of,
  });
  const shareOf = (part: ItemPart) => capShareOf(shapeOutput(outputOf(part)));
  if (cursor === undefined) return ok(outputOf(await firstPart(item, shareOf)));

  const position = codec.open(cursor);
  if (!position.ok) return position;
  const part = await partAt(item, sectionPositionSchema.parse(JSON.parse(position.value)), shareOf);
  return part === null ? changed : ok(outputOf(part));
}

const changed: Result<never, ToolFailure> = fail({ code: 'cursor_invalid', problem: 'expired' });
