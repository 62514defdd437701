import { z } from 'zod';

const listSchema = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), status: z.string(), url: z.url() })),
});
const segmentSchema = z.object({ item: z.object({ key: z.string(), definition: z.unknown() }) });

/** The first example prompt of the connector page as a call. */
export const DRAFTS_OF_THE_LAST_HOUR = {
  name: 'optimove_list_campaigns',
  arguments: { status: ['draft'], created_after: '-1h' },
};

/** The second one. */
export const LAPSED_VIP = { name: 'optimove_get_segment', arguments: { id: 'lapsed_vip' } };

/** The third one. */
export const DEPOSITS_ABOVE_100 = {
  name: 'optimove_create_draft_trigger',
  arguments: {
    name: 'Deposits above 100',
    event: 'deposit',
    conditions: [{ property: 'amount', op: 'gt', value: '100' }],
  },
};

export function draftIds(structuredContent: unknown): string[] {
  return listSchema
    .parse(structuredContent)
    .items.filter((item) => item.status === 'draft')
    .map((item) => item.id);
}

export function segmentDefinition(structuredContent: unknown): unknown {
  return segmentSchema.parse(structuredContent).item.definition;
}
