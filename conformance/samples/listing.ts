import { z } from 'zod';
import { Violation } from '../finding.ts';
import type { Answer, McpSession } from '../client/mcp-client.ts';
import type { Json } from '../client/wire.ts';

const MAX_PAGES = 1000;

const itemSchema = z.looseObject({ id: z.string() });
export type Item = z.infer<typeof itemSchema>;

const listSchema = z.looseObject({
  items: z.array(itemSchema),
  page: z.looseObject({
    returned: z.number(),
    has_more: z.boolean(),
    next_cursor: z.string().optional(),
  }),
  tenant_id: z.string().optional(),
  as_of: z.string().optional(),
});
export type ListResult = z.infer<typeof listSchema>;

const getSchema = z.looseObject({ item: itemSchema });

/** Everything that a list tool shows, page by page. */
export interface Listing {
  items: Item[];
  pages: ListResult[];
  answers: Answer[];
  /** What the last page says of itself. */
  tenant: string | undefined;
  asOf: string | undefined;
}

/** The answer as a page of a list; a Violation when it is none. */
export function listIn(answer: Answer): ListResult {
  const list = listSchema.safeParse(answer.structured);
  if (answer.kind === 'result' && list.success) return list.data;
  throw new Violation(
    `${answer.exchange.request} gave no list: ${answer.kind === 'result' ? z.prettifyError(list.error ?? new z.ZodError([])) : answer.text}`,
    { calls: [answer.exchange] },
  );
}

/** Where the next page is, if the answer is a page with more behind it. */
export function nextCursor(answer: Answer): string | undefined {
  return listSchema.safeParse(answer.structured).data?.page.next_cursor;
}

/** The answer as one entity; a Violation when it is none. */
export function itemIn(answer: Answer): Item {
  const got = getSchema.safeParse(answer.structured);
  if (answer.kind === 'result' && got.success) return got.data.item;
  throw new Violation(
    `${answer.exchange.request} gave no item: ${answer.kind === 'result' ? z.prettifyError(got.error ?? new z.ZodError([])) : answer.text}`,
    { calls: [answer.exchange] },
  );
}

/** Follows the cursors to the end. */
export async function listAll(session: McpSession, tool: string, args: Json = {}): Promise<Listing> {
  const pages: ListResult[] = [];
  const answers: Answer[] = [];
  for (let cursor: string | undefined; pages.length < MAX_PAGES;) {
    const answer = await session.call(tool, { ...args, ...(cursor !== undefined && { cursor }) });
    const page = listIn(answer);
    pages.push(page);
    answers.push(answer);
    cursor = page.page.next_cursor;
    if (cursor === undefined) {
      return {
        items: pages.flatMap(({ items }) => items),
        pages,
        answers,
        tenant: page.tenant_id,
        asOf: page.as_of,
      };
    }
  }
  throw new Violation(`${tool} still had a next cursor after ${MAX_PAGES} pages`, {
    calls: answers.slice(0, 3).map(({ exchange }) => exchange),
  });
}
