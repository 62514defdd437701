import { z } from 'zod';
import { triggerSchema } from '#contract/entities/trigger.ts';
import type { TriggerRecord } from '#fixtures/world-data.ts';
import type { Acts } from './define.ts';
import { duplicate } from './duplicate.ts';
import { liveUse } from './live-use.ts';
import { modify } from './modify.ts';
import { move } from './move.ts';
import { remove } from './remove.ts';

/** A trigger answers its event as long as it is armed, and not otherwise. */
export const TRIGGERS: Acts<TriggerRecord> = {
  activate: move<TriggerRecord>({
    title: 'Activate',
    effect: 'activate',
    permission: 'entities.activate',
    from: ['draft'],
    to: 'armed',
    foretell: ({ event }) => [`From now on every event ${event} that fits fires it.`],
  }),
  pause: move<TriggerRecord>({
    title: 'Pause',
    effect: 'modify',
    permission: 'entities.activate',
    from: ['armed'],
    to: 'paused',
    foretell: ({ event, campaigns }) => [
      `Events ${event} pass it by until somebody resumes it.`,
      ...(campaigns.length > 0
        ? [
            `Meanwhile nothing goes out by what it starts: ${campaigns.map(({ name }) => `“${name}”`).join(', ')}.`,
          ]
        : []),
    ],
  }),
  resume: move<TriggerRecord>({
    title: 'Resume',
    effect: 'activate',
    permission: 'entities.activate',
    from: ['paused'],
    to: 'armed',
    foretell: ({ event }) => [`Every event ${event} that fits fires it again.`],
  }),
  archive: move<TriggerRecord>({
    title: 'Archive',
    effect: 'delete',
    permission: 'entities.activate',
    from: ['draft', 'paused'],
    to: 'archived',
    hindrance: liveUse,
    foretell: () => ['It is put away for good.'],
  }),
  duplicate: duplicate<TriggerRecord>({
    collection: 'triggers',
    fresh: () => ({
      campaigns: [],
      channels: [],
      fired_last_24h: 0,
      fire_counts: { last_24h: 0, last_7d: 0, last_30d: 0 },
    }),
  }),
  modify: modify({
    collection: 'triggers',
    from: ['draft', 'armed', 'paused'],
    fields: {
      description: z.string().max(500).exactOptional(),
      frequency_cap: triggerSchema.shape.frequency_cap.exactOptional(),
    },
    change: (_record: TriggerRecord, fields) => fields,
  }),
  delete: remove<TriggerRecord>({ from: ['draft'] }),
};
