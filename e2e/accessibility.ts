import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe has to complain about in a page, one line for each rule. The page has no frames: it is asked in one go. */
export async function barriersOf(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Opens everything that a page folds away, so that it is looked at too. */
export async function unfold(page: Page): Promise<void> {
  await page
    .locator('details')
    .evaluateAll((folded) => folded.forEach((one) => one.setAttribute('open', '')));
}
