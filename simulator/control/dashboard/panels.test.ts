import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { getAs } from '../../testing/tiny-simulator.ts';
import { openDashboard } from './testing/open-dashboard.ts';

describe('a form', () => {
  test('sets the faults of a preset, rules of one’s own, and none', async () => {
    const { simulator, post } = await openDashboard();
    const status = async () => (await getAs(simulator, 'ann', '/tenants/one/campaigns')).status;
    const rules = JSON.stringify([{ match: { user: 'ann' }, effect: { status: 503 } }]);

    const answer = await post('/dashboard/faults', { preset: 'clock-skew' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/dashboard/faults']);
    await post('/dashboard/faults', { rules });
    expect(await status()).toBe(503);
    await post('/dashboard/faults', { rules: '[]' });
    expect(await status()).toBe(200);
  });

  test.each([
    ['/dashboard/faults', { rules: '{' }, 'The rules are not JSON.'],
    ['/dashboard/faults', { rules: '[{"match":{}}]' }, '[0].effect is missing.'],
    ['/dashboard/faults', { preset: 'storm-429' }, 'There is no such preset.'],
    ['/dashboard/clock', { advance: 'an hour' }, 'advance must be an ISO duration'],
    ['/dashboard/clock', { hour: '1' }, 'Unknown field "hour".'],
    ['/dashboard/users/ann', { role: 'king' }, 'role must be one of'],
  ])('to %s that asks for %j is shown again with what is wrong', async (path, fields, message) => {
    const { post } = await openDashboard();
    const response = await post(path, fields);

    expect(response.status).toBe(400);
    expect(parse(await response.text()).querySelector('[role=alert]')?.text).toContain(message);
  });

  test.each<[string, string, string, string]>([
    ['/dashboard/faults', 'rules', '[{"match":{}, "effect":{"satus":500}}]', '#rules'],
    ['/dashboard/clock', 'advance', 'an hour', '#advance'],
    ['/dashboard/clock', 'to', 'tomorrow', '#to'],
    ['/dashboard/worlds', 'seed', 'nine', '#seed'],
  ])('to %s that is refused keeps the %s that was written', async (path, name, value, place) => {
    const { post } = await openDashboard();
    const input = parse(await (await post(path, { [name]: value })).text()).querySelector(place);

    expect(input?.getAttribute('value') ?? input?.text.trim()).toBe(value);
    expect(input?.closest('details')?.hasAttribute('open') ?? true).toBe(true);
  });

  test('moves the clock and stops it', async () => {
    const { post, page, world } = await openDashboard();
    await post('/dashboard/clock', { frozen: 'true' });
    await post('/dashboard/clock', { to: '2026-11-22T15:04:00Z' });
    await post('/dashboard/clock', { advance: 'PT1H' });

    expect(world.clock.now().toISOString()).toBe('2026-11-22T16:04:00.000Z');
    expect((await page('/dashboard/clock')).html.querySelector('.facts')?.text).toContain('Frozen');
  });

  test('changes the rights of a user', async () => {
    const { post, world } = await openDashboard();
    await post('/dashboard/users/bob', { role: 'viewer', brand: 'red', disabled: 'yes' });

    expect(world.users.find('bob')).toMatchObject({
      disabled: true,
      memberships: [{ role: 'viewer', brands: ['red'] }],
    });
  });
});

describe('the page of the worlds', () => {
  test('makes a world, leads to a dashboard of its own, and removes it', async () => {
    const { simulator, post, page, world } = await openDashboard();
    await post('/dashboard/worlds', { name: 'w1', seed: '7', scale: 'small' });
    const { html } = await page('/dashboard/worlds');
    const base = '/worlds/w1';

    expect(simulator.worlds.find('w1')?.seed).toBe(7);
    expect(html.querySelectorAll('tbody th a').map((link) => link.getAttribute('href'))).toEqual([
      '/',
      `${base}/`,
    ]);

    const answer = await post(`${base}/dashboard/clock`, { frozen: 'true' });
    expect(answer.headers.get('location')).toBe(`${base}/dashboard/clock`);
    expect([world.clock.frozen, simulator.worlds.find('w1')?.clock.frozen]).toEqual([false, true]);
    const own = (await page(`${base}/`)).html.querySelectorAll('header nav a, form, [data-live]');
    const addresses = own.map(
      (one) => one.getAttribute('href') ?? one.getAttribute('action') ?? one.getAttribute('data-live'),
    );
    expect(addresses.filter((address) => address?.startsWith(`${base}/`) !== true)).toEqual([]);

    await post('/dashboard/worlds', { remove: 'w1' });
    expect(simulator.worlds.find('w1')).toBeUndefined();
    expect((await page(`${base}/`)).status).toBe(404);
  });

  test.each([
    [{ name: 'No Such', seed: '1', scale: 'small' }, 'A name is made of'],
    [{ name: '', seed: 'x', scale: 'small' }, 'seed must be a number'],
    [{ remove: 'nowhere' }, 'There is no such world'],
  ])('says what is wrong with %j', async (fields, message) => {
    const { post } = await openDashboard();
    const response = await post('/dashboard/worlds', fields);

    expect(parse(await response.text()).querySelector('[role=alert]')?.text).toContain(message);
  });
});

describe('the page of the snapshots', () => {
  test('takes one, puts the world back to it, and removes it', async () => {
    const { simulator, post, page, world } = await openDashboard();
    await post('/dashboard/snapshots', { act: 'save', name: 'before' });
    await getAs(simulator, 'ann', '/me');
    expect((await page('/dashboard/snapshots')).html.querySelector('tbody')?.text).toContain('before');

    await post('/dashboard/snapshots', { act: 'restore', name: 'before' });
    expect(world.journal.read({}).entries).toEqual([]);
    await post('/dashboard/snapshots', { act: 'remove', name: 'before' });
    expect([...world.snapshots]).toEqual([]);
  });

  test.each([
    [{ act: 'restore', name: 'none' }, 'There is no such snapshot'],
    [{ act: 'save', name: 'A B' }, 'A name is made of'],
    [{ act: 'burn', name: 'x' }, 'There is no such act'],
  ])('says what is wrong with %j', async (fields, message) => {
    const { post } = await openDashboard();
    const response = await post('/dashboard/snapshots', fields);

    expect(parse(await response.text()).querySelector('[role=alert]')?.text).toContain(message);
  });
});
