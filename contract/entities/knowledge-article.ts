import { z } from 'zod';
import { dateSchema, instantSchema } from './entity.ts';

export const ARTICLE_AREAS = ['academy', 'developer_hub', 'release_notes'] as const;
export const articleAreaSchema = z.enum(ARTICLE_AREAS);

/** At least two words joined by hyphens: no article is called `search`, which is an address of its own. */
export const articleIdSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)+$/);
const anchorSchema = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

/** Part of an article below one heading. `markdown` does not repeat the heading. */
export const articleSectionSchema = z.object({
  section: z.string().min(1).max(200),
  anchor: anchorSchema,
  markdown: z.string(),
});

/** An article of the product documentation. `url` is the page that it rests on, `updated` the day on which its facts were collected. */
export const articleSchema = z.object({
  id: articleIdSchema,
  name: z.string().min(1).max(200),
  url: z.url().max(500),
  area: articleAreaSchema,
  updated: dateSchema,
  content: z.array(articleSectionSchema),
});
export type Article = z.infer<typeof articleSchema>;

/** An article found by a search: the section that fits best, with what a citation of it takes. `snippet` stands there word for word. */
export const passageSchema = articleSchema.omit({ content: true }).extend({
  section: z.string().max(200),
  anchor: anchorSchema,
  score: z.number(),
  snippet: z.string().max(500),
});
export type Passage = z.infer<typeof passageSchema>;

export const DOC_SEARCH_LIMIT = { default: 5, max: 20 } as const;
export const DOC_QUERY_CHARACTERS = 300;

/** The query of `GET /docs/search`. */
export const docSearchQuerySchema = z.strictObject({
  query: z.string().min(1).max(DOC_QUERY_CHARACTERS),
  area: articleAreaSchema.optional(),
  limit: z.coerce.number().int().min(1).max(DOC_SEARCH_LIMIT.max).default(DOC_SEARCH_LIMIT.default),
});

/** Best first. The documentation belongs to no tenant, so neither does an answer about it. */
export const docSearchAnswerSchema = z.object({ items: z.array(passageSchema), as_of: instantSchema });
export const docAnswerSchema = z.object({ item: articleSchema, as_of: instantSchema });
