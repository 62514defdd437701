import { describe, expect, test } from 'vitest';
import { iso } from '#fixtures/instants.ts';
import type { CampaignRecord } from '#fixtures/world-data.ts';
import type { World } from '../../ports.ts';
import {
  DAY,
  HOUR,
  livingWorld,
  moveTo,
  putCampaign,
  putTrigger,
  recordOf,
  SHOP,
  START,
} from '../../testing/living-world.ts';
import { actsOn, type Choice } from './choices.ts';
import type { Doer } from './define.ts';
import { perform } from './perform.ts';

const APPROVED = { approval: { state: 'approved', by: 'ann', at: iso(START) } } as const;

function admin(world: World): Doer {
  const user = world.users.find('admin@northaisle.example');
  if (user === undefined) throw new Error('The shop has no admin.');
  return { world, user, clientId: null, endpoint: 'test', via: 'console' };
}
const act = (world: World, { id }: CampaignRecord, name: string) =>
  perform(admin(world), SHOP, 'campaigns', id, name);
const choiceOf = (world: World, { id }: CampaignRecord, name: string): Choice | undefined =>
  actsOn(admin(world), SHOP, 'campaigns', recordOf(world, 'campaigns', id)).find(
    (choice) => choice.act === name,
  );
const foretold = (world: World, campaign: CampaignRecord, name: string): string =>
  choiceOf(world, campaign, name)?.foretold.join(' ') ?? '';

function setChannel(world: World, name: string, status: 'degraded' | 'disabled'): void {
  world.changes.put(SHOP, 'channels', { ...recordOf(world, 'channels', name), status });
}

describe('a campaign that goes out', () => {
  test('once and for all cannot be paused, whether it was planned or not', () => {
    const world = livingWorld();
    const campaign = putCampaign(world, APPROVED);
    act(world, campaign, 'send');

    expect(choiceOf(world, campaign, 'pause')?.hindrance).toMatch(/only be stopped/);
  });

  test.each(['pause', 'stop'])('has no run that goes on after %s', (name) => {
    const world = livingWorld();
    const starts_at = iso(START + HOUR);
    const schedule = {
      kind: 'recurring',
      starts_at,
      ends_at: null,
      recurrence: 'daily',
      time_zone: 'UTC',
    } as const;
    const campaign = putCampaign(world, {
      ...APPROVED,
      status: 'scheduled',
      schedule,
      execution_at: starts_at,
    });
    act(world, campaign, 'send');
    expect(recordOf(world, 'campaigns', campaign.id).occurrences).toMatchObject([{ status: 'running' }]);
    act(world, campaign, name);

    moveTo(world, 9 * DAY);
    expect(recordOf(world, 'campaigns', campaign.id).occurrences).toMatchObject([{ status: 'successful' }]);
  });

  test('does not go out late when it is resumed after its last time', () => {
    const world = livingWorld();
    const [starts_at, ends_at] = [iso(START + HOUR), iso(START + 9 * DAY)];
    const schedule = {
      kind: 'recurring',
      starts_at,
      ends_at,
      recurrence: 'every 30 days',
      time_zone: 'UTC',
    } as const;
    const campaign = putCampaign(world, {
      ...APPROVED,
      status: 'scheduled',
      schedule,
      execution_at: starts_at,
    });
    act(world, campaign, 'pause');
    moveTo(world, DAY);

    expect(choiceOf(world, campaign, 'resume')?.hindrance).toMatch(/went by/);
    act(world, campaign, 'resume');
    moveTo(world, 2 * DAY);
    expect(recordOf(world, 'campaigns', campaign.id)).toMatchObject({ status: 'paused', occurrences: [] });
  });

  test('is not sent while all of its channels are disabled', () => {
    const world = livingWorld();
    const campaign = putCampaign(world, APPROVED);
    setChannel(world, 'OptiText', 'disabled');

    expect(choiceOf(world, campaign, 'send')?.hindrance).toBe(
      'Nothing goes out by sms while that is disabled.',
    );
    act(world, campaign, 'send');
    expect(recordOf(world, 'campaigns', campaign.id)).toEqual(campaign);
  });
});

describe('a campaign that is not ready', () => {
  test('is not sent to a target group that is not active', () => {
    const world = livingWorld();
    const campaign = putCampaign(world, APPROVED);
    const group = recordOf(world, 'target-groups', 'Pickup Regulars');
    world.changes.put(SHOP, 'target-groups', { ...group, status: 'draft' });

    expect(choiceOf(world, campaign, 'send')?.hindrance).toMatch(/target group “Pickup Regulars” is draft/);
  });

  test.each(['draft', 'deactivated', 'archived'] as const)(
    'does not offer a promotion that is %s',
    (status) => {
      const world = livingWorld();
      const [first] = world.tenant(SHOP)?.collections.promotions ?? [];
      if (first === undefined) throw new Error('The shop has no promotion.');
      world.changes.put(SHOP, 'promotions', { ...first, status });
      const { id, name, code } = first;
      const { actions } = putCampaign(world);
      const offering = actions.map((action) => ({ ...action, promotion: { id, name, code } }));
      const campaign = putCampaign(world, { ...APPROVED, actions: offering });

      expect(choiceOf(world, campaign, 'schedule')?.hindrance).toBe(
        `Its promotion “${name}” is not active. Activate it first.`,
      );
    },
  );

  test('does not answer a trigger that is not armed', () => {
    const world = livingWorld();
    const { id, name } = putTrigger(world);
    const campaign = putCampaign(world, { ...APPROVED, type: 'triggered', trigger: { id, name } });
    expect(choiceOf(world, campaign, 'activate')?.hindrance).toMatch(/“Large basket” is not armed/);

    putTrigger(world, { id, status: 'armed' });
    expect(choiceOf(world, campaign, 'activate')?.hindrance).toBeNull();
  });
});

describe('what is foretold of a campaign', () => {
  test('names the next time of one that recurs, which sending it now does not take away', () => {
    const world = livingWorld();
    const starts_at = iso(START + DAY);
    const schedule = {
      kind: 'recurring',
      starts_at,
      ends_at: null,
      recurrence: 'daily',
      time_zone: 'UTC',
    } as const;
    const campaign = putCampaign(world, {
      ...APPROVED,
      status: 'scheduled',
      schedule,
      execution_at: starts_at,
    });
    expect(foretold(world, campaign, 'send')).toMatch(/it goes out again on Tuesday, 16 June 2026 at /);

    act(world, campaign, 'send');
    expect(recordOf(world, 'campaigns', campaign.id).execution_at).toBe(starts_at);
  });

  test('names the channels by which it may not arrive', () => {
    const world = livingWorld();
    const campaign = putCampaign(world, APPROVED);
    expect(foretold(world, campaign, 'schedule')).not.toMatch(/disabled|degraded/);

    setChannel(world, 'OptiText', 'degraded');
    expect(foretold(world, campaign, 'send')).toMatch(/By sms, which is degraded, it may fail\.$/);
    setChannel(world, 'OptiText', 'disabled');
    expect(foretold(world, campaign, 'schedule')).toMatch(
      /Nothing goes out by sms while that is disabled\.$/,
    );
  });

  test('says of one that an event starts when it listens, and promises it to nobody else', () => {
    const world = livingWorld();
    const starts_at = iso(START + DAY);
    const schedule = {
      kind: 'on_event',
      starts_at,
      ends_at: null,
      recurrence: null,
      time_zone: 'UTC',
    } as const;
    const campaign = putCampaign(world, {
      type: 'triggered',
      trigger: { id: '1', name: 'Large basket' },
      status: 'paused',
      schedule,
      execution_at: starts_at,
    });
    const words = foretold(world, campaign, 'resume');

    expect(words).toMatch(
      /^It answers the trigger “Large basket” from Tuesday, 16 June 2026 at .* on, by sms\./,
    );
    expect(words).toContain('It reaches customers of “Pickup Regulars”, each at the event, of whom');
  });

  test('says of that of a stream that it reaches who has come to it', () => {
    const world = livingWorld();
    const campaign = putCampaign(world, { ...APPROVED, type: 'stream' });

    expect(foretold(world, campaign, 'send')).toContain('those who come to “Pickup Regulars” that day');
  });
});
