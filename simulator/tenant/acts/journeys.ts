import { z } from 'zod';
import type { JourneyRecord } from '#fixtures/world-data.ts';
import type { Acts } from './define.ts';
import { duplicate } from './duplicate.ts';
import { modify } from './modify.ts';
import { move } from './move.ts';
import { remove } from './remove.ts';

/** A journey lets customers in as long as it is active. */
export const JOURNEYS: Acts<JourneyRecord> = {
  activate: move<JourneyRecord>({
    title: 'Activate',
    effect: 'activate',
    permission: 'entities.activate',
    from: ['draft'],
    to: 'active',
    foretell: ({ entry }) => [
      `From now on customers enter it by ${entry.event === null ? `“${entry.ref?.name}”` : `the event ${entry.event}`}.`,
    ],
    also: (_, { now }) => ({ starts_at: now.toISOString() }),
  }),
  pause: move<JourneyRecord>({
    title: 'Pause',
    effect: 'modify',
    permission: 'entities.activate',
    from: ['active'],
    to: 'paused',
    foretell: ({ active_customers: customers }) => [
      `Nobody enters it, and ${customers.toLocaleString('en-US')} customers in it stand still until somebody resumes it.`,
    ],
  }),
  resume: move<JourneyRecord>({
    title: 'Resume',
    effect: 'activate',
    permission: 'entities.activate',
    from: ['paused'],
    to: 'active',
    foretell: ({ active_customers: customers }) => [
      `${customers.toLocaleString('en-US')} customers in it go on, and others enter.`,
    ],
  }),
  stop: move<JourneyRecord>({
    title: 'Stop',
    effect: 'modify',
    permission: 'entities.activate',
    from: ['active', 'paused'],
    to: 'completed',
    foretell: ({ active_customers: customers }) => [
      `It is over for good: the ${customers.toLocaleString('en-US')} customers in it leave it.`,
    ],
    also: (_, { now }) => ({ ends_at: now.toISOString(), active_customers: 0 }),
  }),
  archive: move<JourneyRecord>({
    title: 'Archive',
    effect: 'delete',
    permission: 'entities.activate',
    from: ['draft', 'completed'],
    to: 'archived',
    foretell: () => ['It is put away for good.'],
  }),
  duplicate: duplicate<JourneyRecord>({
    collection: 'journeys',
    fresh: () => ({ active_customers: 0, starts_at: null, ends_at: null }),
  }),
  modify: modify({
    collection: 'journeys',
    from: ['draft', 'active', 'paused'],
    fields: { description: z.string().max(2000).exactOptional() },
    change: (_record: JourneyRecord, fields) => fields,
  }),
  delete: remove<JourneyRecord>({ from: ['draft'] }),
};
