import * as fc from 'fast-check';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { getAs } from '../../testing/tiny-simulator.ts';
import { openDashboard } from './testing/open-dashboard.ts';

const PLACES = [
  '/',
  '/dashboard/faults',
  '/dashboard/clock',
  '/dashboard/users',
  '/dashboard/users/ann',
  '/dashboard/worlds',
  '/dashboard/snapshots',
];

describe('the dashboard', () => {
  test.each(PLACES)(
    'has %s, which loads nothing from elsewhere and may listen to the journal',
    async (path) => {
      const { send, page } = await openDashboard();
      const { headers } = await send(path);
      const { html } = await page(path);

      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; connect-src 'self'",
      );
      const loaded = html.querySelectorAll('link[href], script[src]');
      const addresses = loaded.map((one) => one.getAttribute('href') ?? one.getAttribute('src') ?? '');
      expect(addresses.length).toBeGreaterThanOrEqual(3);
      for (const address of addresses) {
        const asset = await send(address);
        await asset.text();
        expect([address, asset.status]).toEqual([expect.stringMatching(/^\/assets\//), 200]);
      }
    },
  );

  test.each<[string, Record<string, string>]>([
    ['from another site', { origin: 'https://evil.example' }],
    ['from another port', { origin: 'http://127.0.0.1:4320' }],
    ['from nowhere', { origin: 'null' }],
    ['that another site caused', { 'sec-fetch-site': 'cross-site' }],
  ])('takes no form %s', async (_from, headers) => {
    const { post, world } = await openDashboard();

    expect((await post('/dashboard/clock', { frozen: 'true' }, headers)).status).toBe(403);
    expect(world.clock.frozen).toBe(false);
  });

  test('takes no form that does not say where it is from', async () => {
    const { send, world } = await openDashboard();
    const body = new URLSearchParams({ frozen: 'true' });

    expect((await send('/dashboard/clock', { method: 'POST', body })).status).toBe(403);
    expect(world.clock.frozen).toBe(false);
  });

  test.each<[string, string, number]>([
    ['cross-site', 'document', 200],
    ['same-site', 'document', 200],
    ['same-site', 'iframe', 403],
    ['cross-site', 'script', 403],
    ['cross-site', 'empty', 403],
    ['same-origin', 'empty', 200],
  ])('answers what is %s for a %s with %i', async (site, destination, status) => {
    const { send } = await openDashboard();
    const headers = { 'sec-fetch-site': site, 'sec-fetch-dest': destination };

    for (const path of ['/', '/journal']) expect((await send(path, { headers })).status).toBe(status);
  });

  test('answers an address that leads nowhere, and a method that it does not take', async () => {
    const { send, post } = await openDashboard();

    expect((await send('/dashboard/users/nobody')).status).toBe(404);
    expect((await send('/dashboard/users/%')).status).toBe(404);
    expect((await send('/dashboard/weather')).status).toBe(404);
    expect((await post('/dashboard/users', {})).status).toBe(405);
  });
});

describe('the journal page', () => {
  test('shows the newest entry first, and the effect in word and tone', async () => {
    const { simulator, page } = await openDashboard();
    for (const user of ['ann', 'bob']) await getAs(simulator, user, '/me');
    const { html } = await page('/');
    const rows = html.querySelectorAll('tbody tr');

    expect(rows.map((row) => row.id)).toEqual(['entry-2', 'entry-1']);
    expect(rows[0]?.text).toContain('bob@tiny.example');
    expect(rows[0]?.querySelector('.effect.tone-grey')?.text.trim()).toBe('Read');
  });

  test('shows what the filters ask for, and says what is wrong with them', async () => {
    const { simulator, page } = await openDashboard();
    for (const user of ['ann', 'bob']) await getAs(simulator, user, '/me');

    const some = await page('/?user=bob%40tiny.example&effect=&status=');
    expect(some.html.querySelectorAll('tbody tr').map((row) => row.id)).toEqual(['entry-2']);
    const wrong = await page('/?endpoint=get-mee');
    expect(wrong.html.querySelectorAll('tbody tr, [data-live]')).toEqual([]);
    expect(wrong.html.querySelector('[role=alert]')?.text).toContain('Did you mean get-me?');
  });

  test('gives each new entry to its live part as the row that the page would have', async () => {
    const { simulator, send, page } = await openDashboard();
    await getAs(simulator, 'ann', '/me');
    const { html } = await page('/?user=bob');
    const stream = await send(html.querySelector('[data-live]')?.getAttribute('data-live') ?? '');
    for (const user of ['ann', 'bob']) await getAs(simulator, user, '/me');

    const reader = stream.body?.getReader();
    const event = new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    const row = parse(event.replaceAll(/^(?:id|event): .*\n|^data: /gmu, '')).querySelector('tr');
    const shown = (await page('/')).html.querySelector('#entry-3');
    expect(event).toMatch(/^id: 3\nevent: entry\n/u);
    expect(row?.toString()).toBe(shown?.toString());
  });

  test('shows any text in an entry as text, in the page, in the live part and on the page of the call', async () => {
    const { world, page, send } = await openDashboard();
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom('</td><script>alert(1)</script>', '" onload="x', '\u202Egnp.exe', 'a\r\nevent: x\n\nb'),
    );
    await fc.assert(
      fc.asyncProperty(text, async (hostile) => {
        const { next } = world.journal.read({});
        world.journal.append({
          via: 'api',
          method: 'GET',
          effect: 'send',
          tenant_id: null,
          scopes: [],
          status: 200,
          endpoint: hostile,
          path: hostile,
          user_id: hostile,
          client_id: hostile,
          mcp_request_id: hostile,
          entity: { type: hostile, id: hostile },
          changes: [{ type: hostile, id: hostile, act: hostile, from: hostile, to: hostile }],
          fault: [hostile],
        });
        const call = `/dashboard/calls/${encodeURIComponent(hostile.toWellFormed())}`;
        for (const path of ['/', call]) {
          const { html } = await page(path);
          expect(html.querySelectorAll('script:not([src^="/assets/"]), [onload], bdi script')).toEqual([]);
          expect(/[\u202A-\u202E\u2066-\u2069]/u.test(html.toString())).toBe(false);
        }
        const reader = (await send(`/dashboard/journal?since=${next}`)).body?.getReader();
        const event = new TextDecoder().decode((await reader?.read())?.value);
        await reader?.cancel();
        expect(event.match(/^event: /gmu)).toHaveLength(1);
        expect(parse(event).querySelectorAll('script')).toEqual([]);
        world.journal.clear();
      }),
      { numRuns: 40 },
    );
  });
});

describe('the page of a tool call', () => {
  test('joins the requests of one tool call and sums up what came of them', async () => {
    const { simulator, world, page } = await openDashboard();
    await getAs(simulator, 'ann', '/me');
    for (const effect of ['read', 'create_draft'] as const) {
      world.journal.append({
        via: 'api',
        endpoint: effect,
        method: 'GET',
        path: '/',
        effect,
        tenant_id: 'one',
        user_id: 'ann',
        client_id: null,
        scopes: [],
        status: 200,
        mcp_request_id: 'call 1/x',
        changes: [{ type: 'campaign', id: '3', act: 'create', to: 'draft' }],
        messages: 2,
      });
    }
    const journal = await page('/');
    const link = journal.html.querySelector('#entry-3 a')?.getAttribute('href') ?? '';
    const { html } = await page(link);

    expect(html.querySelectorAll('tbody tr').map((row) => row.id)).toEqual(['entry-2', 'entry-3']);
    expect(html.querySelectorAll('.facts dd').map((fact) => fact.text.trim())).toEqual([
      'call 1/x',
      '2 requests',
      'Read 1, Create draft 1',
      '2 entities',
      '4 messages',
    ]);
    expect(html.querySelector('tbody')?.text).toContain('campaign 3: create (draft)');
  });
});
