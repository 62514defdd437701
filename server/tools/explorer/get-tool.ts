import { z } from 'zod';
import type { CursorCodec, ReadTool, ToolFailure } from '../../ports.ts';
import { fail, ok, type Result } from '../../result.ts';
import {
  firstPart,
  type ItemPart,
  partAt,
  sectionPartSchema,
  sectionPositionSchema,
  type SectionPosition,
  sectionSchema,
} from '../../shaping/sections.ts';
import { capShareOf } from '../../shaping/token-budget.ts';
import { shapeOutput } from '../../shaping/tool-result.ts';
import { neutraliseFields } from '../../shaping/untrusted-text.ts';
import { defineReadTool } from '../define.ts';
import { envelopeOutput } from '../output.ts';
import { cursorParam } from '../params.ts';
import { wireItemOf } from '../wire-schema.ts';
import { createFinder, type EntityKind, type Found } from './find-entity.ts';

interface GetTool extends Pick<ReadTool, 'name' | 'title' | 'description'>, EntityKind {
  /** What `detail=summary`, the default, leaves of the entity. Without it the tool has no such argument. */
  summary?: z.ZodObject;
  /** What `detail=full` has more, in a few words. */
  full_adds?: string;
}

const NAME_CHARACTERS = 300;

/** One entity. What is larger than an answer may be comes in sections, by the cursor of the answer before. */
export function defineGetTool({ name, title, description, summary, full_adds, ...kind }: GetTool) {
  const find = createFinder(kind);
  return defineReadTool({
    name,
    title,
    description,
    input: z.strictObject({
      id: z
        .string()
        .trim()
        .min(1)
        .max(NAME_CHARACTERS)
        .describe(`The ${kind.entity}'s ID, or its exact name or key.`),
      ...(summary !== undefined && {
        detail: z
          .enum(['summary', 'full'])
          .optional()
          .describe(`full, the complete JSON definition, adds ${full_adds}. Default summary.`),
      }),
      cursor: cursorParam.describe('next_cursor, where the entity is too large for one answer.'),
    }),
    output: z.object({
      item: wireItemOf(kind.schema, ['id', 'name', 'url']),
      ...envelopeOutput,
      sections: z.array(sectionSchema).optional(),
      section: sectionPartSchema.optional(),
      next_cursor: z.string().optional(),
    }),
    async run({ id, detail, cursor }, context) {
      const found = await find(id, context);
      if (!found.ok) return found;
      const whole = summary === undefined || detail === 'full';
      const item = neutraliseFields(whole ? found.value.item : summary.parse(found.value.item));
      return partOf({ ...found.value, item }, cursor, context.cursors({ id, whole }));
    },
  });
}

/** The answer that leaves is the very one that was measured: a cursor sealed anew would be of other tokens. */
async function partOf(found: Found, cursor: string | undefined, codec: CursorCodec) {
  const { item, tenant_id, time_zone, as_of } = found;
  const sealed = new Map<string, string>();
  const cursorOf = (next: SectionPosition) => {
    const content = JSON.stringify(next);
    const cursorText = sealed.get(content) ?? codec.seal(content);
    sealed.set(content, cursorText);
    return cursorText;
  };
  const outputOf = ({ item: shown, next, ...sections }: ItemPart) => ({
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
