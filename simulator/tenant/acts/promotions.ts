import { z } from 'zod';
import type { PromotionRecord } from '#fixtures/world-data.ts';
import type { Acts, Scene } from './define.ts';
import { duplicate } from './duplicate.ts';
import { liveUse } from './live-use.ts';
import { modify } from './modify.ts';
import { move } from './move.ts';
import { remove } from './remove.ts';

/** @see Optimove, "Managing the promotion lifecycle": draft, active, deactivated, archived, and what may be edited when. */
export const PROMOTIONS: Acts<PromotionRecord> = {
  activate: move<PromotionRecord>({
    title: 'Activate',
    effect: 'activate',
    permission: 'entities.activate',
    from: ['draft', 'deactivated'],
    to: 'active',
    hindrance: ({ valid_to: end }, { now }) =>
      end !== null && end <= now.toISOString() ? 'It is valid no longer. Duplicate it.' : null,
    foretell: ({ code }) => [`Campaigns may offer it from now on, by the code ${code}.`],
  }),
  deactivate: move<PromotionRecord>({
    title: 'Deactivate',
    effect: 'modify',
    permission: 'entities.activate',
    from: ['active'],
    to: 'deactivated',
    hindrance: liveUse,
    foretell: () => ['Campaigns may not offer it until somebody activates it again.'],
  }),
  archive: move<PromotionRecord>({
    title: 'Archive',
    effect: 'delete',
    permission: 'entities.activate',
    from: ['draft', 'deactivated'],
    to: 'archived',
    foretell: () => ['It is put away for good: there is no way back but a duplicate.'],
  }),
  duplicate: duplicate<PromotionRecord>({
    collection: 'promotions',
    fresh: ({ code }, _scene: Scene, id) => ({ code: `${code}-${id}`, used_in: [], used_in_count: 0 }),
  }),
  modify: modify({
    collection: 'promotions',
    from: ['draft', 'active', 'deactivated'],
    fields: { description: z.string().max(2000).exactOptional() },
    change: (_record: PromotionRecord, fields) => fields,
  }),
  delete: remove<PromotionRecord>({ from: ['draft'] }),
};
