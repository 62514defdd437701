import * as fc from 'fast-check';
import { parse } from 'node-html-parser';
import { beforeEach, describe, expect, test } from 'vitest';
import type { World } from '../../ports.ts';
import { ACTS } from '../../tenant/acts/acts.ts';
import { demoWorld, submit, visit } from '../testing/visit.ts';

const ADMIN = 'admin@lumenplay.example';
const APPROVER = 'approver@lumenplay.example';
const VIEWER = 'viewer@lumenplay.example';
const CAMPAIGNS = '/console/tenants/lumenplay/campaigns';
/** Waits for approval, with a plan still to come. */
const PENDING = '12016';
const APPROVE = `${CAMPAIGNS}/${PENDING}/acts/approve`;

let world: World;
beforeEach(() => {
  world = demoWorld();
});

const campaign = (id: string) =>
  world.tenant('lumenplay')?.collections.campaigns.find((one) => one.id === id);
const effects = () => world.journal.read({}).entries.filter(({ via }) => via === 'console');
const pageAt = async (email: string, path: string) => parse(await (await visit(world, email, path)).text());

describe('an act in the console', () => {
  test('is asked about first, in words that say what will happen', async () => {
    const page = await pageAt(APPROVER, APPROVE);
    const { name = '' } = campaign(PENDING)?.target_group ?? {};

    expect(page.querySelector('h1')?.text).toContain('Approve');
    expect(page.querySelector('.foretold')?.text).toMatch(/goes out on .* \(Europe\/Malta\) by email/);
    expect(page.querySelector('.foretold')?.text).toContain(name);
    expect(page.querySelector('main form[method=post] button')?.text).toContain('Approve campaign');
    expect(effects()).toEqual([]);
  });

  test('is done when confirmed, and stands in the journal with who did it and what became of it', async () => {
    const answer = await submit(world, APPROVER, APPROVE);

    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${CAMPAIGNS}/${PENDING}?done=approve`);
    expect(campaign(PENDING)?.status).toBe('scheduled');
    expect(effects()).toMatchObject([
      {
        via: 'console',
        endpoint: 'approve-campaign',
        effect: 'approve',
        status: 200,
        user_id: world.users.find(APPROVER)?.id,
        entity: { type: 'campaign', id: PENDING },
        changes: [
          { type: 'campaign', id: PENDING, act: 'approve', from: 'pending_approval', to: 'scheduled' },
        ],
      },
    ]);
    expect((await pageAt(APPROVER, `${CAMPAIGNS}/${PENDING}?done=approve`)).text).toContain('Approved.');
  });

  test('that sent nothing is not said to have sent', async () => {
    const draft = campaign(PENDING);
    const channels = world.tenant('lumenplay')?.collections.channels ?? [];
    for (const channel of channels)
      world.changes.put('lumenplay', 'channels', { ...channel, status: 'active' });
    const group = world
      .tenant('lumenplay')
      ?.collections['target-groups'].find(({ id }) => id === draft?.target_group.id);
    if (draft === undefined || group === undefined) throw new Error('The demo world has changed.');
    world.changes.put('lumenplay', 'target-groups', { ...group, size: 0 });
    const approval = { ...draft.approval, state: 'approved' } as const;
    world.changes.put('lumenplay', 'campaigns', { ...draft, status: 'draft', approval });
    const answer = await submit(world, APPROVER, `${CAMPAIGNS}/${PENDING}/acts/send`);

    expect(campaign(PENDING)?.status).toBe('not_run');
    const next = answer.headers.get('location') ?? '';
    const said = (await pageAt(APPROVER, next)).querySelector('[role=status]')?.text;
    expect(said).toContain('Nothing went out.');
    expect(said).not.toContain('Sent.');
  });

  test('is nothing for a viewer: no button, no confirmation, and the form is refused', async () => {
    const before = campaign(PENDING);
    const page = await pageAt(VIEWER, `${CAMPAIGNS}/${PENDING}`);

    expect(page.querySelectorAll('a[href*="/acts/"]')).toEqual([]);
    expect((await visit(world, VIEWER, APPROVE)).status).toBe(403);
    expect((await submit(world, VIEWER, APPROVE)).status).toBe(403);
    expect(campaign(PENDING)).toEqual(before);
    expect(effects()).toMatchObject([{ effect: 'approve', status: 403 }]);
  });

  test('is not done by a form of anybody else, or without the token of the sign-in', async () => {
    const before = campaign(PENDING);
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.webUrl(), async (csrf, origin) => {
        const answers = [
          await submit(world, APPROVER, APPROVE, { csrf }),
          await submit(world, APPROVER, APPROVE, {}, { origin }),
          await submit(world, APPROVER, APPROVE, {}, { origin: 'null' }),
          await submit(world, APPROVER, APPROVE, {}, { 'sec-fetch-site': 'cross-site' }),
          await submit(world, APPROVER, APPROVE, { more: 'x'.repeat(70_000) }),
        ];

        expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
      }),
      { numRuns: 20 },
    );
    expect(campaign(PENDING)).toEqual(before);
  });

  test('is not done to what somebody else changed after the confirmation was read', async () => {
    const seen = campaign(PENDING)?.updated_at ?? '';
    await submit(world, ADMIN, `${CAMPAIGNS}/${PENDING}/acts/reject`);
    await submit(world, ADMIN, `${CAMPAIGNS}/${PENDING}/acts/submit`);
    const answer = await submit(world, APPROVER, APPROVE, { updated_at: seen });

    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('Nothing was changed');
    expect(campaign(PENDING)?.status).toBe('pending_approval');
  });

  test('is not found for what was deleted meanwhile, and the list says that it was deleted', async () => {
    const deleted = await submit(world, ADMIN, `${CAMPAIGNS}/12001/acts/delete`);

    expect(deleted.headers.get('location')).toBe(`${CAMPAIGNS}?done=delete`);
    expect((await pageAt(ADMIN, `${CAMPAIGNS}?done=delete`)).text).toContain('Deleted.');
    expect((await submit(world, ADMIN, `${CAMPAIGNS}/12001/acts/submit`)).status).toBe(404);
  });

  test('answers 404 to an act that there is not, and to what the user may not see', async () => {
    const paths = [`${CAMPAIGNS}/12001/acts/toString`, `${CAMPAIGNS}/1/acts/approve`, `${APPROVE}d`];

    for (const path of paths) expect((await visit(world, APPROVER, path)).status).toBe(404);
    expect((await submit(world, 'marketer.bet@lumenplay.example', APPROVE)).status).toBe(404);
  });

  test('asks again where what was filled in does not fit, and keeps it', async () => {
    const answer = await submit(world, ADMIN, `${CAMPAIGNS}/12001/acts/modify`, {
      name: 'N'.repeat(200),
      objective: 'Kept <b>',
    });
    const page = parse(await answer.text());

    expect(answer.status).toBe(422);
    expect(page.querySelector('[role=alert]')?.text).toContain('Name: ');
    expect(page.querySelector('input[name=name]')?.getAttribute('aria-invalid')).toBe('true');
    expect(page.querySelector('textarea[name=objective]')?.text).toBe('Kept <b>');
    expect(campaign('12001')?.name).not.toContain('NNN');
  });

  test('changes only what was changed in its form', async () => {
    const before = campaign('12001');
    await submit(world, ADMIN, `${CAMPAIGNS}/12001/acts/modify`, {
      name: before?.name ?? '',
      objective: 'Two lines\r\nof it',
      tags: 'vip,  table games ',
    });

    expect(campaign('12001')).toMatchObject({
      name: before?.name,
      objective: 'Two lines\nof it',
      tags: ['vip', 'table games'],
      target_group: before?.target_group,
    });
  });

  test('takes a time as the clocks of the tenant show it', async () => {
    await submit(world, ADMIN, `${CAMPAIGNS}/12001/acts/submit`);
    await submit(world, APPROVER, `${CAMPAIGNS}/12001/acts/approve`);
    const schedule = `${CAMPAIGNS}/12001/acts/schedule`;
    const wrong = await submit(world, APPROVER, schedule, { starts_at: '2026-11-31T99:00' });
    const right = await submit(world, APPROVER, schedule, { starts_at: '2026-12-01T10:00' });

    expect(wrong.status).toBe(422);
    expect(right.status).toBe(303);
    expect(campaign('12001')).toMatchObject({
      status: 'scheduled',
      execution_at: '2026-12-01T09:00:00.000Z',
    });
  });

  test('has a page for every button that there is', async () => {
    const wrong: string[] = [];
    const admin = world.users.find(ADMIN);
    for (const collection of [
      'campaigns',
      'journeys',
      'streams',
      'triggers',
      'target-groups',
      'promotions',
    ] as const) {
      const byStatus = Map.groupBy(
        admin ? world.visible(admin, 'lumenplay', collection) : [],
        ({ status }) => status,
      );
      for (const [record] of byStatus.values()) {
        const path = `/console/tenants/lumenplay/${collection}/${record?.id}`;
        const links = (await pageAt(ADMIN, path)).querySelectorAll('.acts a.button');
        for (const link of links) {
          const page = await pageAt(ADMIN, link.getAttribute('href') ?? '');
          if (
            (page.querySelector('.foretold')?.text.trim() ?? '') === '' ||
            !page.querySelector('main form[method=post]')
          )
            wrong.push(link.getAttribute('href') ?? '');
        }
      }
    }

    expect(wrong).toEqual([]);
    expect(Object.keys(ACTS.campaigns)).toContain('activate');
  });
});
