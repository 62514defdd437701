import { expect, test } from '@playwright/test';
import { barriersOf, unfold } from './accessibility.ts';

test('what nobody can read is a barrier, folded away or not', async ({ page }) => {
  const unreadable = '<p style="color: #eee; background: #fff">Text</p>';
  const head = '<html lang="en"><title>Page</title><main><h1>Page</h1>';
  await page.setContent(`${head}<details><summary>More</summary>${unreadable}</details></main></html>`);
  expect(await barriersOf(page)).toEqual([]);

  await unfold(page);

  expect(await barriersOf(page)).toEqual([expect.stringMatching(/^color-contrast .*Text/u)]);
});
