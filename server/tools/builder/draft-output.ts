import { z } from 'zod';
import { DRAFT_TYPES, type DraftAnswer } from '#contract/drafts.ts';
import type { ReadContext } from '../../ports.ts';
import { envelopeOutput } from '../output.ts';

/** The output of a builder: the draft, how its arguments were read, and what a marketer should look at. */
export const draftOutput = z.object({
  draft: z.object({
    id: z.string(),
    type: z.enum(DRAFT_TYPES),
    name: z.string(),
    status: z.literal('draft'),
    url: z.string(),
    created_at: z.string(),
    created_by: z.string(),
  }),
  interpretation: z.string(),
  estimated_size: z.number().optional(),
  warnings: z.array(z.string()),
  replayed: z.boolean(),
  ...envelopeOutput,
});

/** A created draft as it leaves. A draft is never younger than the answer about it. */
export function draftOutputOf(
  { draft, estimated_size, replayed }: DraftAnswer,
  { tenant, principal }: ReadContext,
  { interpretation, warnings }: { interpretation: string; warnings: readonly string[] },
): z.infer<typeof draftOutput> {
  const { id, type, name, status, url, created_at, created_by } = draft;
  const now = principal.now.toISOString();
  return {
    draft: { id, type, name, status, url, created_at, created_by },
    interpretation,
    ...(estimated_size !== undefined && { estimated_size }),
    warnings: [...warnings],
    replayed,
    tenant_id: tenant.id,
    time_zone: tenant.time_zone,
    as_of: now > created_at ? now : created_at,
  };
}
