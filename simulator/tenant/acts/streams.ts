import { z } from 'zod';
import type { StreamRecord, TargetGroupRecord } from '#fixtures/world-data.ts';
import { createIdIndex } from '../id-index.ts';
import type { Acts, Scene } from './define.ts';
import { duplicate } from './duplicate.ts';
import { modify } from './modify.ts';
import { move } from './move.ts';
import { remove } from './remove.ts';

/** A stream allocates customers to its treatments as long as it is active. */
export const STREAMS: Acts<StreamRecord> = {
  activate: move<StreamRecord>({
    title: 'Activate',
    effect: 'activate',
    permission: 'entities.activate',
    from: ['draft'],
    to: 'active',
    hindrance: incomplete,
    foretell: ({ entry_target_group: group, control_group_percent: control }) => [
      `From now on customers of “${group.name}” enter it by themselves; ${control} % of them are its control group.`,
      'Its steps send to them without any further act.',
    ],
    also: (_, { now }) => ({ starts_at: now.toISOString() }),
  }),
  stop: move<StreamRecord>({
    title: 'Stop',
    effect: 'modify',
    permission: 'entities.activate',
    from: ['active'],
    to: 'completed',
    foretell: ({ allocated_customers: customers }) => [
      `It is over for good: nobody enters it, and the ${customers.toLocaleString('en-US')} customers in it get nothing more from it.`,
    ],
    also: (_, { now }) => ({ ends_at: now.toISOString() }),
  }),
  archive: move<StreamRecord>({
    title: 'Archive',
    effect: 'delete',
    permission: 'entities.activate',
    from: ['draft', 'completed'],
    to: 'archived',
    foretell: () => ['It is put away for good.'],
  }),
  duplicate: duplicate<StreamRecord>({
    collection: 'streams',
    fresh: () => ({
      campaigns: [],
      campaign_count: 0,
      allocated_customers: 0,
      starts_at: null,
      ends_at: null,
    }),
  }),
  modify: modify({
    collection: 'streams',
    from: ['draft', 'active'],
    fields: { objective: z.string().max(500).exactOptional() },
    change: (_record: StreamRecord, fields) => fields,
  }),
  delete: remove<StreamRecord>({ from: ['draft'] }),
};

const findGroup = createIdIndex<TargetGroupRecord>();

function incomplete(
  { steps, entry_target_group: { id, name } }: StreamRecord,
  { tenant }: Scene,
): string | null {
  const bare = steps.find(({ type, template }) => type === 'message' && template === undefined);
  if (bare !== undefined) return `Its step ${bare.key} has no template yet.`;
  const group = findGroup(tenant.collections['target-groups'], id);
  return group?.status === 'active' ? null : `Its target group “${name}” is not active. Activate it first.`;
}
