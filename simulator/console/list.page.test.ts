import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { demoWorld, visit } from './testing/visit.ts';

const world = demoWorld();
const CAMPAIGNS = '/console/tenants/lumenplay/campaigns';

async function rows(query: string): Promise<{ names: string[]; statuses: Set<string>; heading: string }> {
  const answer = await visit(world, 'admin@lumenplay.example', `${CAMPAIGNS}?${query}`);
  const page = parse(await answer.text());
  return {
    names: page.querySelectorAll('tbody th a').map((link) => link.text),
    statuses: new Set(page.querySelectorAll('tbody .status').map((mark) => mark.text.trim())),
    heading: page.querySelector('.page-meta')?.text.trim() ?? '',
  };
}

describe('list page', () => {
  test('finds by part of a name, whatever the case', async () => {
    const { names, heading } = await rows('query=LIVE+roulette');

    expect(names).toEqual(['Live Roulette Night – invitation']);
    expect(heading).toMatch(/^1 of \d+ campaigns$/);
  });

  test('filters by status', async () => {
    expect((await rows('status=failed')).statuses).toEqual(new Set(['Failed']));
  });

  test('puts what was changed last first, and orders by name when asked', async () => {
    const byName = await rows('sort=name&status=draft');

    expect((await rows('')).names[0]).toBe('Live Roulette Night – invitation');
    expect(byName.names).toEqual(byName.names.toSorted(new Intl.Collator('en', { numeric: true }).compare));
  });

  test('shows every campaign once over its pages', async () => {
    const pages = await Promise.all([1, 2, 3, 4, 5].map((page) => rows(`page=${page}`)));
    const names = pages.flatMap((page) => page.names);

    expect(`${names.length} campaigns`).toBe(pages[0]?.heading);
  });

  test.each(['page=0', 'page=-1', 'page=1e99', 'page=x', 'sort=__proto__', 'page=999999'])(
    'shows a page for %s',
    async (query) => {
      expect((await rows(query)).names.length).toBeGreaterThan(0);
    },
  );

  test('keeps the search in its form, escaped', async () => {
    const answer = await visit(
      world,
      'admin@lumenplay.example',
      `${CAMPAIGNS}?query=${encodeURIComponent('"><b>')}`,
    );
    const page = parse(await answer.text());

    expect(page.querySelector('#query')?.getAttribute('value')).toBe('"><b>');
    expect(page.querySelector('main b')).toBeNull();
  });
});
