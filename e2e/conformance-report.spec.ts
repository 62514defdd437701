import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { htmlPage } from '#conformance/report/html/page.ts';
import type { Report } from '#conformance/report/report.ts';
import { sampleReport, verdicts } from '#conformance/testing/sample-report.ts';
import { barriersOf, unfold } from './accessibility.ts';

const mended = sampleReport(
  { of: verdicts.map((verdict) => ({ ...verdict, status: 'pass' })) },
  { connector: { url: 'https://other.test/mcp', name: 'other', version: '3' } },
);
const REPORTS = [[sampleReport()], [sampleReport(), mended]];

/** The address of a file with the page. */
async function written(reports: readonly Report[]): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'report-')), 'report.html');
  writeFileSync(file, await htmlPage(reports));
  return pathToFileURL(file).href;
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a report is accessible and stands alone, about one connector or several (${colorScheme})`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    for (const reports of REPORTS) {
      const address = await written(reports);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(address);
      await unfold(page);
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await barriersOf(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      }
      expect(asked).toEqual([address]);
      page.removeAllListeners('request');
    }
  });
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the report opens its requirements, leads from a mark to its line, and changes its theme', async ({
    page,
  }) => {
    await page.goto(await written([sampleReport()]));

    await page.getByRole('link', { name: 'auth.pkce: fail' }).click();
    await page.locator('.row:target summary').click();
    await expect(page.getByText('Judged by auth/pkce')).toBeVisible();

    await page.getByLabel('Dark').check();
    await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
  });
});
