import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DraftType } from '#contract/drafts.ts';
import { createPatience } from '../../policy/deadline.ts';
import type { BuilderContext, DraftApi, ReadApi, TenantAccess, Tool } from '../../ports.ts';
import { createCursorCodec } from '../../shaping/cursor.ts';
import { createJobHandles } from '../../shaping/job-handle.ts';
import { toToolResult, type ToolResult } from '../../shaping/tool-result.ts';
import { LUMENPLAY, principalWith } from '../../testing/principal.ts';

export const NOW = new Date('2026-11-22T12:00:00Z');
const key = createHash('sha256').update('tests').digest();

/** A handle of a job of the user u1, as a query of the last 30 days would have given it. */
export const JOB_HANDLE = createJobHandles(key, { user_id: 'u1', tenant_id: LUMENPLAY.id }, NOW).seal(
  JSON.stringify({
    job: '1',
    shape: 'query',
    resolved: { date_from: '2026-10-24', date_to: '2026-11-22' },
  }),
  new Date('2026-11-23T12:00:00Z'),
);

export interface CallOptions {
  now?: Date;
  user_id?: string;
  tenant?: TenantAccess;
  patienceMs?: number;
  /** For builders; without it nothing can be created. */
  drafts?: DraftApi<DraftType>;
}

const NO_DRAFTS: DraftApi<DraftType> = {
  createDraft() {
    throw new Error('A draft was asked for.');
  },
};

/** What a tool is given by the pipeline. */
export function contextFor(
  tool: string,
  api: ReadApi,
  {
    now = NOW,
    user_id = 'u1',
    tenant = LUMENPLAY,
    patienceMs = 10_000,
    drafts = NO_DRAFTS,
  }: CallOptions = {},
): BuilderContext<DraftType> {
  const whose = { user_id, tenant_id: tenant.id };
  const { signal } = new AbortController();
  return {
    api,
    ...drafts,
    principal: principalWith({ user_id, tenants: [tenant], now }),
    tenant,
    signal,
    jobs: createJobHandles(key, whose, now),
    patiently: createPatience(AbortSignal.timeout(patienceMs), signal),
    waitsFor: () => undefined,
    cursors: (filters) => createCursorCodec(key, { ...whose, tool, filters }, now),
  };
}

/** Calls a tool as the pipeline does, up to the result that leaves. */
export async function call(
  tool: Tool,
  args: object,
  api: ReadApi,
  options: CallOptions = {},
): Promise<ToolResult> {
  return toToolResult(await tool.run(tool.input.parse(args), contextFor(tool.name, api, options)));
}

const listedSchema = z.looseObject({
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
