import { z } from 'zod';
import type { TargetGroupRecord } from '#fixtures/world-data.ts';
import type { Acts } from './define.ts';
import { duplicate } from './duplicate.ts';
import { liveUse } from './live-use.ts';
import { modify } from './modify.ts';
import { move } from './move.ts';
import { remove } from './remove.ts';

/** A target group that is active may be sent to. */
export const TARGET_GROUPS: Acts<TargetGroupRecord> = {
  activate: move<TargetGroupRecord>({
    title: 'Activate',
    effect: 'activate',
    permission: 'entities.activate',
    from: ['draft'],
    to: 'active',
    foretell: ({ size }) => [
      `Campaigns may reach it from now on: about ${size.toLocaleString('en-US')} customers.`,
    ],
  }),
  archive: move<TargetGroupRecord>({
    title: 'Archive',
    effect: 'delete',
    permission: 'entities.activate',
    from: ['draft', 'active'],
    to: 'archived',
    hindrance: liveUse,
    foretell: () => ['It is put away for good: no new campaign can reach it.'],
  }),
  duplicate: duplicate<TargetGroupRecord>({
    collection: 'target-groups',
    fresh: () => ({ campaigns: [], used_in_count: 0 }),
  }),
  modify: modify({
    collection: 'target-groups',
    from: ['draft', 'active'],
    fields: {
      description: z.string().max(2000).exactOptional(),
      priority: z.int().min(1).max(1000).exactOptional(),
    },
    change: (_record: TargetGroupRecord, fields) => fields,
  }),
  delete: remove<TargetGroupRecord>({ from: ['draft', 'archived'] }),
};
