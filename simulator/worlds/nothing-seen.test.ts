import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Simulator } from '../assemble.ts';
import { TestBrowser } from '../oauth/testing/browser.ts';
import { InhabitedWorld, startSimulator } from './testing/inhabited-world.ts';

const EMAIL = 'marketer@lumenplay.example';
/** Stands in whatever is made in the other world, and nowhere else. */
const MARK = 'Zzyzx';

const pathsSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const draftSchema = z.object({ draft: z.object({ id: z.string() }) });

/** Two worlds; the other one has a draft, a changed user, faults, a snapshot and a moved clock. */
async function openTwo() {
  const simulator = await startSimulator();
  const own = await InhabitedWorld.open(simulator, 'own');
  const other = await InhabitedWorld.open(simulator, 'other');
  const { body } = await other.draft(MARK);
  await other.control('POST', '/users/analyst@lumenplay.example', { disabled: true });
  await other.control('POST', '/snapshots/zzyzx');
  await other.control('POST', '/clock', { advance: 'P400D' });
  await other.control('PUT', '/faults', [{ match: { path: `/${MARK}` }, effect: { status: 418 } }]);
  await other.renewToken(EMAIL);
  return { simulator, own, other, id: draftSchema.parse(body).draft.id };
}

/** Every way to read that the table of routes has, pointed at the other world's draft. */
async function readsOf(simulator: Simulator, id: string): Promise<string[]> {
  const { paths } = pathsSchema.parse(await (await simulator.fetch('/openapi.json')).json());
  return Object.entries(paths)
    .filter(([, operations]) => 'get' in operations)
    .map(([path]) =>
      path
        .replace('{tenant}', 'lumenplay')
        .replace(/\{[a-z_]+\}/g, id)
        .replace(/\/lookup$/, `/lookup?name=${MARK}`)
        .replace(/\/search$/, `/search?query=${MARK}`)
        .replace('/api/v1', ''),
    );
}

describe('a token of one world', () => {
  test('shows nothing of another at any endpoint, while one of that world does', async () => {
    const { simulator, own, other, id } = await openTwo();
    const reads = await readsOf(simulator, id);
    expect(reads.length).toBeGreaterThan(30);

    const [seen, shown] = await Promise.all(
      [own, other].map((world) => Promise.all(reads.map(async (path) => world.api('GET', path)))),
    );
    const marked = (answers: typeof seen) =>
      answers?.filter(({ body }) => JSON.stringify(body['items'] ?? body['item'] ?? '').includes(MARK))
        .length;

    expect(marked(shown)).toBeGreaterThan(1);
    expect(marked(seen)).toBe(0);
  });

  test('changes nothing in another', async () => {
    const { own, other } = await openTwo();
    const before = await other.control('GET', '/world');
    await own.draft('Mine');

    expect(await other.control('GET', '/world')).toEqual(before);
    expect((await other.control('GET', '/clock')).body['now']).toMatch(/^2027-12-27/);
    expect((await own.control('GET', '/clock')).body['now']).toMatch(/^2026-11-22/);
  });

  test('dies with its world, and a new one of that name does not wake it', async () => {
    const { simulator, own, other } = await openTwo();
    await simulator.control.fetch('/worlds/other', { method: 'DELETE' });
    const statuses = [(await other.api('GET', '/me')).status, (await own.api('GET', '/me')).status];
    simulator.worlds.create({ name: 'other' });

    expect([...statuses, (await other.api('GET', '/me')).status]).toEqual([401, 200, 401]);
  });
});

describe('the console', () => {
  test('shows each person their own world, and says which it is', async () => {
    const { simulator, id } = await openTwo();
    const see = async (email: string) => {
      const browser = new TestBrowser({ fetch: simulator.fetch, origin: simulator.origin });
      await browser.submit(await browser.get('/sign-in'), { email, password: 'optimove-demo' }, 'Sign in');
      const list = await browser.get('/console/tenants/lumenplay/triggers?source=mcp');
      const one = await browser.get(`/console/tenants/lumenplay/triggers/${id}`);
      return { list: list.text, status: one.status, band: list.document.querySelector('.band')?.text };
    };
    const [own, other, standard] = [
      await see('marketer+own@lumenplay.example'),
      await see('Marketer+Other@lumenplay.example'),
      await see(EMAIL),
    ];

    expect([own.status, other.status, standard.status]).toEqual([404, 200, 404]);
    expect(own.list + standard.list).not.toContain(MARK);
    expect(other.list).toContain(MARK);
    expect([own.band, other.band, standard.band].map((band) => /world (\w+)/.exec(band ?? '')?.[1])).toEqual([
      'own',
      'other',
      'lumenplay',
    ]);
  });
});

describe('the control API below a world', () => {
  test.each([
    '/journal',
    '/messages',
    '/faults',
    '/snapshots',
    '/visible?user=marketer@lumenplay.example&tenant=lumenplay&entity=trigger',
  ])('answers GET %s for that world alone', async (path) => {
    const { simulator, own, id } = await openTwo();
    const standard = await simulator.control.fetch(path);
    const answers = JSON.stringify(await own.control('GET', path)) + (await standard.text());

    expect(answers).not.toMatch(new RegExp(`${MARK}|${id}`, 'i'));
  });

  test('knows its people by either name, and nobody of another world', async () => {
    const { own } = await openTwo();
    const change = async (email: string) => own.control('POST', `/users/${email}`, {});

    expect(await change('marketer+own@lumenplay.example')).toMatchObject({
      status: 200,
      body: { user: { email: EMAIL } },
    });
    expect(await change(EMAIL)).toMatchObject({ status: 200 });
    expect(await change('marketer+other@lumenplay.example')).toMatchObject({
      status: 400,
      body: { error: { field: 'email', allowed_values: expect.arrayContaining([EMAIL]) } },
    });
  });

  test('has no worlds within a world, and says which worlds there are', async () => {
    const { simulator, own } = await openTwo();

    expect((await own.control('GET', '/worlds')).status).toBe(404);
    const missing = await simulator.control.fetch('/worlds/orther/clock');
    expect([missing.status, await missing.json()]).toMatchObject([
      404,
      { error: { nearest: 'other', allowed_values: ['default', 'own', 'other'] } },
    ]);
  });
});
