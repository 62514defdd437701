import * as fc from 'fast-check';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import type { Collections } from '#fixtures/world-data.ts';
import { demoWorld, visit } from './testing/visit.ts';

const world = demoWorld();
const ADMIN = 'admin@lumenplay.example';
const NARROW = 'marketer.bet@lumenplay.example';
const LUMENPLAY = '/console/tenants/lumenplay';
const collections = [
  'campaigns',
  'journeys',
  'streams',
  'triggers',
  'segments',
  'target-groups',
  'promotions',
  'templates',
  'channels',
] as const;

function seenBy(email: string, collection: keyof Collections): readonly { id: string; name: string }[] {
  const user = world.users.find(email);
  return user ? world.visible(user, 'lumenplay', collection) : [];
}

describe('console', () => {
  test('leads to the first tenant of the user', async () => {
    const answer = await visit(world, 'agency@agency.example', '/console');

    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(LUMENPLAY);
  });

  test('offers a switch to whoever belongs to several tenants, and to nobody else', async () => {
    const agency = parse(await (await visit(world, 'agency@agency.example', LUMENPLAY)).text());
    const admin = parse(await (await visit(world, ADMIN, LUMENPLAY)).text());

    expect(
      agency.querySelectorAll('[aria-label=Tenants] a').map((link) => link.getAttribute('href')),
    ).toEqual([LUMENPLAY, '/console/tenants/northaisle']);
    expect(admin.querySelector('[aria-label=Tenants]')).toBeNull();
  });

  test.each(['', ...collections.map((name) => `/${name}`)])(
    'is a whole page without inline script or style at %s',
    async (path) => {
      const answer = await visit(world, ADMIN, LUMENPLAY + path);
      const page = parse(await answer.text());

      expect(answer.status).toBe(200);
      expect(page.querySelectorAll('h1')).toHaveLength(1);
      expect(page.querySelectorAll('main, nav.side, header')).toHaveLength(3);
      expect(page.querySelector('title')?.text).toMatch(/ · Lumenplay · Simulator$/);
      expect(page.querySelectorAll('[style], style, script:not([src])')).toEqual([]);
    },
  );

  test.each(collections)('shows every entity of %s under the name it has', async (collection) => {
    const wrong: string[] = [];
    for (const { id, name } of seenBy(ADMIN, collection)) {
      const answer = await visit(world, ADMIN, `${LUMENPLAY}/${collection}/${id}`);
      const page = parse(await answer.text());
      const heading = page.querySelector('h1')?.text.replaceAll(/U\+[0-9A-F]{4,6}/gu, '');
      if (answer.status !== 200 || heading !== name.replaceAll(/[\p{Cf}\p{Cc}]/gu, ''))
        wrong.push(`${id} ${name}`);
      if (page.querySelectorAll('[style], style, script:not([src])').length > 0) wrong.push(`${id} inline`);
    }

    expect(wrong).toEqual([]);
  });

  test('links to pages that exist, for a user who sees part of the tenant', async () => {
    const dead = new Set<string>();
    const seen = new Set<string>();
    const waiting = ['', ...collections.map((name) => `/${name}`)].map((path) => LUMENPLAY + path);
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const answer = await visit(world, NARROW, path);
      if (answer.status !== 200) dead.add(path);
      const links = parse(await answer.text()).querySelectorAll('main a');
      const hrefs = links.flatMap((link) => link.getAttribute('href') ?? []);
      waiting.push(
        ...hrefs.filter((href) => href.startsWith(LUMENPLAY)).map((href) => href.replaceAll('&amp;', '&')),
      );
    }

    expect(seen.size).toBeGreaterThan(50);
    expect([...dead]).toEqual([]);
  });

  test('answers what is invisible exactly as what does not exist', async () => {
    const seen = new Set(seenBy(NARROW, 'campaigns').map(({ id }) => id));
    const hidden = seenBy(ADMIN, 'campaigns').find(({ id }) => !seen.has(id));
    const pages = [
      `${LUMENPLAY}/campaigns/${hidden?.id}`,
      `${LUMENPLAY}/campaigns/999999999`,
      `${LUMENPLAY}/nothing`,
      '/console/tenants/northaisle',
      '/console/tenants/nowhere',
    ];

    const answers = await Promise.all(pages.map((path) => visit(world, NARROW, path)));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));

    expect(hidden).toBeDefined();
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(new Set(bodies).size).toBe(1);
  });

  test('answers 404 to any made-up tenant, collection and id, and repeats none of it', async () => {
    const part = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.isWellFormed());
    await fc.assert(
      fc.asyncProperty(part, part, part, async (tenant, collection, id) => {
        const [a, b, c] = [tenant, collection, id].map((text) => encodeURIComponent(`?${text}`));
        const nowhere = await visit(world, ADMIN, `/console/tenants/${a}`);
        const elsewhere = await visit(world, ADMIN, `${LUMENPLAY}/${b}/${c}`);

        expect(nowhere.status).toBe(404);
        expect(await nowhere.text()).toBe(await elsewhere.text());
      }),
    );
  });

  test('says of a draft where it was made', async () => {
    const page = parse(await (await visit(world, ADMIN, `${LUMENPLAY}/campaigns/12001`)).text());

    expect(page.querySelector('.page-meta')?.text).toContain('Made through the MCP connector');
  });

  test('shows no sender of a brand that the user does not belong to', async () => {
    const shown = await Promise.all(
      seenBy(NARROW, 'channels').map(async ({ id }) =>
        (await visit(world, NARROW, `${LUMENPLAY}/channels/${id}`)).text(),
      ),
    );

    expect(shown.join('')).toContain('Lumenbet VIP desk');
    expect(shown.join('')).not.toContain('Lumenplay VIP desk');
  });
});
