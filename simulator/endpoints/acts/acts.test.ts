import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { apiErrorSchema } from '#contract/api-error.ts';
import { campaignSchema } from '#contract/entities/campaign.ts';
import { draftAnswerSchema } from '#contract/drafts.ts';
import { itemAnswerOf } from '#contract/page.ts';
import { createDemoSimulator } from '../../testing/demo-simulator.ts';
import { callAs, draftAs, ORIGIN } from '../../testing/tiny-simulator.ts';

const ADMIN = 'admin@lumenplay.example';
const APPROVER = 'approver@lumenplay.example';
const MARKETER = 'marketer@lumenplay.example';
const BET = 'marketer.bet@lumenplay.example';
const AT = '/tenants/lumenplay';
const simulator = await createDemoSimulator();
const { world } = simulator;

async function call(user: string, method: string, path: string, body?: object) {
  const response = await callAs(simulator, user, method, AT + path, body);
  const answer: unknown = await response.json();
  return {
    status: response.status,
    campaign: itemAnswerOf(campaignSchema).safeParse(answer).data?.item,
    error: apiErrorSchema.safeParse(answer).data?.error,
    answer,
  };
}

async function draftCampaign(name: string): Promise<string> {
  const body = { name, target_group_id: '3002', channel: 'email' };
  const made = await draftAs(simulator, MARKETER, `${AT}/drafts/campaigns`, body);
  return draftAnswerSchema.parse(await made.json()).draft.id;
}

describe('a draft that was made through a connector', () => {
  test('goes the way of any other, from its author to the customers', async () => {
    const id = await draftCampaign('From an assistant');
    const at = `/campaigns/${id}`;
    const template = world
      .tenant('lumenplay')
      ?.collections.templates.find(({ channel, brand }) => channel === 'email' && brand === 'lumenplay');
    const since = world.journal.read({}).next;

    const early = await call(MARKETER, 'POST', `${at}/submit`);
    expect(early.error).toMatchObject({ code: 'conflict', message: expect.stringContaining('template') });
    await call(MARKETER, 'PATCH', at, { template_id: template?.id });
    const submitted = await call(MARKETER, 'POST', `${at}/submit`);
    const approved = await call(APPROVER, 'POST', `${at}/approve`);
    const scheduled = await call(APPROVER, 'POST', `${at}/schedule`, {
      starts_at: '2026-06-19T17:00:00+02:00',
      repeat_every_days: 7,
    });
    const sent = await call(APPROVER, 'POST', `${at}/send`);
    const paused = await call(APPROVER, 'POST', `${at}/pause`);
    world.clock.advance(20 * 86_400_000);
    const resumed = await call(APPROVER, 'POST', `${at}/resume`);
    const stopped = await call(APPROVER, 'POST', `${at}/stop`);

    const statuses = [submitted, approved, scheduled, sent, paused, resumed, stopped];
    expect(statuses.map(({ campaign }) => campaign?.status)).toEqual([
      'pending_approval',
      'draft',
      'scheduled',
      'running',
      'paused',
      'running',
      'stopped',
    ]);
    expect(approved.campaign?.approval).toMatchObject({ state: 'approved', by: APPROVER });
    expect(scheduled.campaign).toMatchObject({
      execution_at: '2026-06-19T15:00:00.000Z',
      schedule: { kind: 'recurring', recurrence: 'weekly on Friday', time_zone: 'Europe/Malta' },
    });
    // Two Fridays went by while it was paused, and are not made up for.
    expect(resumed.campaign?.execution_at).toBe('2026-07-10T15:00:00.000Z');
    expect(sent.campaign?.occurrences).toHaveLength(1);
    expect(world.messages.all().filter(({ entity }) => entity.id === id)).toMatchObject([
      { channel: 'email', user_id: 'u-1004', client_id: 'tests', endpoint: 'send-campaign' },
    ]);
    const entries = world.journal.read({ since }).entries.filter(({ via }) => via === 'api');
    expect(entries.map(({ effect, status, messages }) => [effect, status, messages])).toEqual([
      ['modify', 409, undefined],
      ['modify', 200, undefined],
      ['modify', 200, undefined],
      ['approve', 200, undefined],
      ['schedule', 200, undefined],
      ['send', 200, 1],
      ['modify', 200, undefined],
      ['activate', 200, undefined],
      ['modify', 200, undefined],
    ]);
    world.clock.reset();
  });

  test('is another one after it was approved and changed', async () => {
    const at = '/campaigns/12001';
    await call(MARKETER, 'POST', `${at}/submit`);
    await call(APPROVER, 'POST', `${at}/approve`);
    const changed = await call(MARKETER, 'PATCH', at, { notes: 'One more thing' });

    expect(changed.campaign?.approval).toEqual({ state: 'not_requested', by: null, at: null });
    expect((await call(APPROVER, 'POST', `${at}/send`)).error?.message).toContain('Nobody has approved it');
  });

  test('may be deleted, and its name taken again', async () => {
    const id = await draftCampaign('Here today');
    const gone = await call(MARKETER, 'DELETE', `/campaigns/${id}`);
    const again = await draftCampaign('Here today');

    expect(gone).toMatchObject({ status: 200, campaign: { id, name: 'Here today' } });
    expect(again).not.toBe(id);
    expect((await call(MARKETER, 'GET', `/campaigns/${id}`)).status).toBe(404);
  });
});

function groupOf() {
  return world.tenant('lumenplay')?.collections['target-groups'].find(({ id }) => id === '3021');
}

describe('an act on an entity', () => {
  test('answers about what is invisible as about what is missing', async () => {
    // A draft of the brand lumenplay, and a number that nothing has.
    for (const [method, act] of [
      ['POST', '/duplicate'],
      ['PATCH', ''],
      ['DELETE', ''],
    ] as const) {
      const body = method === 'PATCH' ? { notes: 'x' } : undefined;
      const invisible = await call(BET, method, `/campaigns/12001${act}`, body);
      const missing = await call(BET, method, `/campaigns/99999999${act}`, body);

      expect(invisible.status).toBe(404);
      expect(invisible.answer).toEqual(missing.answer);
    }
  });

  test('is refused to whom the role denies it, whatever is there', async () => {
    const there = await call(MARKETER, 'POST', '/campaigns/12015/approve');
    const missing = await call(MARKETER, 'POST', '/campaigns/99999999/approve');

    expect(there.status).toBe(403);
    expect(there.answer).toEqual(missing.answer);
    expect(there.error?.message).toContain('entities.approve');
  });

  test('says what can be done instead', async () => {
    const { status, error } = await call(APPROVER, 'POST', '/promotions/6008/activate');

    expect(status).toBe(409);
    expect(error).toMatchObject({ code: 'conflict', details: { possible_acts: ['duplicate'] } });
    expect(error?.message).toBe('Its status is archived. You can: duplicate.');
  });

  test('is not done to what somebody else has changed meanwhile', async () => {
    const { campaign } = await call(ADMIN, 'GET', '/campaigns/12020');
    world.clock.advance(1000);
    await call(ADMIN, 'PATCH', '/campaigns/12020', { notes: 'mine' });
    const seen = { updated_at: campaign?.updated_at };

    expect(await call(ADMIN, 'POST', '/campaigns/12020/stop', seen)).toMatchObject({
      status: 409,
      error: { message: expect.stringContaining('changed it since') },
    });
    expect((await call(ADMIN, 'POST', '/campaigns/12020/stop')).campaign?.status).toBe('stopped');
  });

  test('does not delete what is used, and names the users', async () => {
    const { status, error } = await call(ADMIN, 'DELETE', '/templates/20001');

    expect(status).toBe(409);
    expect(error?.message).toContain('the stream “Reload Rhythm: Friday or Sunday”');
  });

  test('deletes what is only listed elsewhere, and the lists forget it', async () => {
    const before = groupOf();
    expect(before?.campaigns.map(({ id }) => id)).toContain('12002');
    await call(ADMIN, 'DELETE', '/campaigns/12002');

    expect(groupOf()?.campaigns.map(({ id }) => id)).not.toContain('12002');
    expect(groupOf()?.used_in_count).toBe((before?.used_in_count ?? 0) - 1);
  });

  test('gives a new name to all that name it', async () => {
    await call(ADMIN, 'PATCH', '/target-groups/3012', { name: 'Weekenders' });

    expect((await call(ADMIN, 'GET', '/campaigns/12018')).campaign?.target_group).toEqual({
      id: '3012',
      name: 'Weekenders',
    });
    expect(await call(ADMIN, 'PATCH', '/target-groups/3002', { name: ' weekenders' })).toMatchObject({
      status: 409,
      error: { code: 'name_taken', details: { existing: { id: '3012', name: 'Weekenders' } } },
    });
  });

  test('needs an approved plan that is still to come, or waits for another one', async () => {
    const planned = await call(APPROVER, 'POST', '/campaigns/12015/approve');

    expect(planned.campaign).toMatchObject({
      status: 'scheduled',
      execution_at: planned.campaign?.schedule?.starts_at,
    });
  });
});

test('the description of the API has every act, with its effect and what it takes', async () => {
  const response = await simulator.fetch(new Request(`${ORIGIN}/openapi.json`));
  const operation = z.looseObject({
    'x-effect': z.string(),
    'x-permission': z.string(),
    'x-scope': z.null(),
  });
  const { paths } = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(await response.json());
  const of = (path: string, method: string) => {
    const found = operation.parse(paths[`/api/v1${path}`]?.[method]);
    return [found['x-effect'], found['x-permission']];
  };

  expect(of('/tenants/{tenant}/campaigns/{id}/approve', 'post')).toEqual(['approve', 'entities.approve']);
  expect(of('/tenants/{tenant}/campaigns/{id}/send', 'post')).toEqual(['send', 'entities.activate']);
  expect(of('/tenants/{tenant}/triggers/{id}', 'delete')).toEqual(['delete', 'drafts.write']);
  expect(of('/tenants/{tenant}/segments/{id}', 'patch')).toEqual(['modify', 'entities.write']);
  expect(of('/tenants/{tenant}/target-groups', 'post')).toEqual(['create_live', 'entities.write']);
  expect(of('/tenants/{tenant}/settings', 'put')).toEqual(['settings', 'settings.write']);
});
