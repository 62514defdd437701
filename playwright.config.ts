import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.ts';

// Workers read this file too and inherit the answer.
const executablePath = (process.env['CHROMIUM_PATH'] ??= findChromium());

/** Starts nothing itself: each test brings up what it needs. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'reports/e2e',
  reporter: [['line'], ['json', { outputFile: 'reports/e2e.json' }]],
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  use: {
    browserName: 'chromium',
    launchOptions: { ...(executablePath !== undefined && { executablePath }), args: CHROMIUM_FLAGS },
    actionTimeout: 10_000,
    trace: 'retain-on-failure',
  },
});
