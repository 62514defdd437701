import * as fc from 'fast-check';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { demoWorld, visit } from './testing/visit.ts';

const world = demoWorld();
const ADMIN = 'admin@lumenplay.example';
const PATH = '/console/tenants/lumenplay/dashboard';

async function dashboard(query = '', email = ADMIN, path = PATH) {
  const answer = await visit(world, email, `${path}?${query}`);
  return { status: answer.status, page: parse(await answer.text()) };
}

const numberIn = (text: string | undefined) => Number((text ?? '').replaceAll(/[^\d]/g, ''));
const delivered = (page: ReturnType<typeof parse>) => numberIn(page.querySelector('.kpi-value')?.text);

describe('dashboard', () => {
  test('draws plots, each with a sentence for those who do not see it and its numbers as a table', async () => {
    const { page } = await dashboard();
    const figures = page.querySelectorAll('figure.plot');

    expect(figures).toHaveLength(3);
    for (const figure of figures) {
      expect(figure.querySelector('[role=img]')?.getAttribute('aria-label')).toContain(
        figure.querySelector('h2')?.text,
      );
      expect(figure.querySelectorAll('details tbody tr').length).toBeGreaterThan(10);
      expect(figure.toString()).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  test('shows in its table of days what adds up to the number at the top', async () => {
    const { page } = await dashboard();
    const cells = page.querySelectorAll('figure.plot')[0]?.querySelectorAll('details td.number') ?? [];

    expect(cells.reduce((sum, cell) => sum + numberIn(cell.text), 0)).toBe(delivered(page));
  });

  test('compares with the period before where results reach back to it', async () => {
    expect((await dashboard('days=30')).page.text).toContain('to the period before');
    expect((await dashboard('days=90')).page.text).not.toContain('to the period before');
  });

  test('splits into brands, and shows nothing of a brand that the user does not belong to', async () => {
    const all = delivered((await dashboard()).page);
    const one = delivered((await dashboard('brand=lumenplay')).page);
    const other = delivered((await dashboard('brand=lumenbet')).page);
    const narrow = await dashboard('brand=lumenplay', 'marketer.bet@lumenplay.example');

    expect(one + other).toBe(all);
    expect(delivered(narrow.page)).toBe(other);
    expect(narrow.page.querySelector('#brand')).toBeNull();
  });

  test('writes money in the currency of the tenant and names its zone', async () => {
    const { page } = await dashboard('', 'admin@northaisle.example', '/console/tenants/northaisle/dashboard');

    expect(page.querySelector('.kpis')?.text).toContain('US$');
    expect(page.querySelector('.page-meta')?.text).toContain('America/Chicago');
  });

  test('tells a viewer why there is none', async () => {
    const { status, page } = await dashboard('', 'viewer@lumenplay.example');

    expect(status).toBe(403);
    expect(page.querySelector('main')?.text).toContain('Your role does not include analytics');
    expect(page.querySelectorAll('figure, .kpis')).toEqual([]);
  });

  test('is a page whatever its address asks for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (days, brand) => {
        const { status, page } = await dashboard(String(new URLSearchParams({ days, brand })));

        expect(status).toBe(200);
        expect(page.querySelectorAll('[style], style, script:not([src])')).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
