import { z } from 'zod';
import type { Simulator } from '../assemble.ts';
import { getAs } from './tiny-simulator.ts';

export const pageSchema = z.object({
  items: z.array(z.looseObject({ id: z.string() })),
  page: z.object({
    returned: z.number(),
    total: z.number(),
    has_more: z.boolean(),
    next_cursor: z.string().optional(),
  }),
});

/** Every page of a list of the tenant API, one after the other, as a user. */
export async function pagesOf(
  simulator: Simulator,
  user: string,
  path: string,
  query: Record<string, string>,
  limit: number,
) {
  const pages: z.output<typeof pageSchema>[] = [];
  for (let cursor: string | undefined; ;) {
    const search = new URLSearchParams({ ...query, limit: String(limit), ...(cursor && { cursor }) });
    const response = await getAs(simulator, user, `${path}?${search.toString()}`);
    if (response.status !== 200) throw new Error(`${path}?${search.toString()}: ${await response.text()}`);
    const page = pageSchema.parse(await response.json());
    pages.push(page);
    cursor = page.page.next_cursor;
    if (cursor === undefined) return pages;
  }
}
