import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DraftType } from '#contract/drafts.ts';
import type { DraftApi, ReadApi, TenantAccess, Tool } from '../../ports.ts';
import { createCursorCodec } from '../../shaping/cursor.ts';
import { toToolResult, type ToolResult } from '../../shaping/tool-result.ts';
import { LUMENPLAY, principalWith } from '../../testing/principal.ts';

export const NOW = new Date('2026-11-22T12:00:00Z');
const key = createHash('sha256').update('tests').digest();

export interface CallOptions {
  now?: Date;
  user_id?: string;
  tenant?: TenantAccess;
  /** For builders; without it nothing can be created. */
  drafts?: DraftApi<DraftType>;
}

const NO_DRAFTS: DraftApi<DraftType> = {
  createDraft() {
    throw new Error('A draft was asked for.');
  },
};

/** Calls a tool as the pipeline does, up to the result that leaves. */
export async function call(
  tool: Tool,
  args: object,
  api: ReadApi,
  { now = NOW, user_id = 'u1', tenant = LUMENPLAY, drafts = NO_DRAFTS }: CallOptions = {},
): Promise<ToolResult> {
  const principal = principalWith({ user_id, tenants: [tenant], now });
  const outcome = await tool.run(tool.input.parse(args), {
    api,
    ...drafts,
    principal,
    tenant,
    signal: new AbortController().signal,
    cursors: (filters) =>
      createCursorCodec(key, { user_id, tenant_id: tenant.id, tool: tool.name, filters }, now),
  });
  return toToolResult(outcome);
}

const listedSchema = z.object({
  items: z.array(z.looseObject({})),
  page: z.object({
    returned: z.number(),
    total: z.number(),
    has_more: z.boolean(),
    next_cursor: z.string().optional(),
  }),
  truncated_to_fit: z.boolean().optional(),
  resolved: z.record(z.string(), z.string()).optional(),
});
export type Listed = z.infer<typeof listedSchema>;

/** Every page of a list, one after the other. */
export async function callThrough(
  tool: Tool,
  args: object,
  api: ReadApi,
  options: CallOptions = {},
): Promise<Listed[]> {
  const pages: Listed[] = [];
  for (let cursor: string | undefined; ;) {
    const result = await call(tool, { ...args, ...(cursor && { cursor }) }, api, options);
    const page = listedSchema.parse(result.structuredContent);
    pages.push(page);
    cursor = page.page.next_cursor;
    if (cursor === undefined) return pages;
  }
}

export function textOf({ content }: ToolResult): string {
  return content.map(({ text }) => text).join('\n');
}
