import type { z } from 'zod';
import type { PageInfo } from '#contract/page.ts';
import type { Query, ReadContext, ReadOperation, ToolFailure } from '../ports.ts';
import { ok, type Result } from '../result.ts';

const PAGE = 100;

interface PageAnswer {
  items: unknown[];
  page: PageInfo;
}

/** A list page by page, up to so many pages; `whole` says whether that was all of it. */
export async function readAll<Answer extends z.ZodType<PageAnswer>>(
  operation: ReadOperation<Answer>,
  query: Query,
  { api, tenant }: ReadContext,
  mostPages: number,
): Promise<Result<{ items: z.infer<Answer>['items']; whole: boolean; last: z.infer<Answer> }, ToolFailure>> {
  const params = { tenant: tenant.id };
  const items: z.infer<Answer>['items'] = [];
  let cursor: string | undefined;
  for (let page = 1; ; page += 1) {
    const answer = await api.read(operation, { params, query: { ...query, limit: PAGE, cursor } });
    if (!answer.ok) return answer;
    items.push(...answer.value.items);
    cursor = answer.value.page.next_cursor;
    if (cursor === undefined || page === mostPages)
      return ok({ items, whole: cursor === undefined, last: answer.value });
  }
}
