import { beforeEach, describe, expect, test } from 'vitest';
import { iso } from '#fixtures/instants.ts';
import { openWorld } from '#fixtures/open-world.ts';
import type { CampaignRecord, Collections } from '#fixtures/world-data.ts';
import { createWorld } from '../world.ts';
import type { Obstacle } from './obstacle.ts';
import { perform, type Performed } from './perform.ts';

const TENANT = 'lumenplay';
/** A draft of the brand lumenplay. */
const DRAFT = '12001';
/** Waits for approval, with a plan still to come. */
const PENDING = '12016';

const world = createWorld({
  seed: 1,
  scale: 'small',
  clock: new Date('2026-06-15T12:00:00.000Z'),
  open: openWorld,
});
world.clock.freeze(true);
beforeEach(() => {
  world.reset();
  world.clock.set(new Date('2026-06-15T12:00:00Z'));
});

function by(name: string, id: string, act: string, input: object = {}): Performed<CampaignRecord> | Obstacle {
  const user = world.users.find(`${name}@lumenplay.example`);
  if (user === undefined) throw new Error(`There is no ${name}.`);
  const doer = { world, user, clientId: null, endpoint: 'test', via: 'api' } as const;
  return perform(doer, TENANT, 'campaigns', id, act, input);
}
function rowsOf<Name extends keyof Collections>(name: Name): readonly Collections[Name][] {
  return world.tenant(TENANT)?.collections[name] ?? [];
}
function change(id: string, part: Partial<CampaignRecord>): void {
  const campaign = rowsOf('campaigns').find((one) => one.id === id);
  if (campaign === undefined) throw new Error(`There is no campaign ${id}.`);
  world.changes.put(TENANT, 'campaigns', { ...campaign, ...part });
}

describe('a campaign', () => {
  test('of one’s own cannot be rejected either', () => {
    change(PENDING, { created_by: 'approver@lumenplay.example' });

    expect(by('approver', PENDING, 'reject')).toMatchObject({ reason: 'conflict' });
  });

  test('whose plan has gone by is approved without it', () => {
    world.clock.set(new Date('2026-06-19T12:00:00Z'));

    expect(by('approver', PENDING, 'approve')).toMatchObject({
      record: { status: 'draft', schedule: null, execution_at: null, approval: { state: 'approved' } },
    });
  });

  test('that has gone out is not deleted', () => {
    const occurrence = {
      executed_at: iso(0),
      status: 'successful',
      targeted: 1,
      control: 0,
      error: null,
    } as const;
    change(DRAFT, { status: 'paused', occurrences: [{ ...occurrence, id: '1' }] });

    expect(by('admin', DRAFT, 'delete')).toMatchObject({ reason: 'conflict' });
  });

  test('that is sent now is not sent again at the time that was planned', () => {
    by('approver', PENDING, 'approve');

    expect(by('approver', PENDING, 'send')).toMatchObject({
      record: {
        execution_at: iso(world.clock.now().getTime()),
        schedule: { starts_at: world.clock.now().toISOString() },
      },
    });
  });

  test('is copied without its approval', () => {
    by('approver', PENDING, 'approve');

    expect(by('approver', PENDING, 'duplicate')).toMatchObject({
      record: { status: 'draft', approval: { state: 'not_requested' }, schedule: null, occurrences: [] },
    });
  });

  test.each([
    ['of another brand', 'active', 'lumenbet', false],
    ['that is archived', 'archived', 'lumenplay', false],
    ['of its brand', 'active', 'lumenplay', true],
  ] as const)('can reach a target group %s: %s %s', (_, status, brand, isTaken) => {
    const [group] = rowsOf('target-groups').filter((one) => one.brand === brand);
    if (group === undefined) throw new Error(`${brand} has no target group.`);
    world.changes.put(TENANT, 'target-groups', { ...group, status });
    const done = by('admin', DRAFT, 'modify', { target_group_id: group.id });

    expect(done).toMatchObject(
      isTaken
        ? { record: { target_group: { id: group.id } } }
        : { reason: 'input', details: { problems: [{ parameter: 'target_group_id' }] } },
    );
  });
});
