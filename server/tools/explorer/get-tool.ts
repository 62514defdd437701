import { z } from 'zod';
import type { ReadTool } from '../../ports.ts';
import { neutraliseFields } from '../../shaping/untrusted-text.ts';
import { defineReadTool } from '../define.ts';
import { itemOutput } from '../output.ts';
import { cursorParam } from '../params.ts';
import { readPart } from '../read-part.ts';
import { wireItemOf } from '../wire-schema.ts';
import { createFinder, type EntityKind } from './find-entity.ts';

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
      id: z.string().trim().min(1).max(NAME_CHARACTERS).describe('ID, or exact name or key.'),
      ...(summary !== undefined && {
        detail: z
          .enum(['summary', 'full'])
          .optional()
          .describe(`full, the complete JSON definition, adds ${full_adds}. Default summary.`),
      }),
      cursor: cursorParam.describe('next_cursor of an answer in parts.'),
    }),
    output: itemOutput(wireItemOf(kind.schema, ['id', 'name', 'url'])),
    async run({ id, detail, cursor }, context) {
      const found = await find(id, context);
      if (!found.ok) return found;
      const whole = summary === undefined || detail === 'full';
      const item = neutraliseFields(whole ? found.value.item : summary.parse(found.value.item));
      return readPart({ ...found.value, item }, cursor, context.cursors({ id, whole }), {});
    },
  });
}
