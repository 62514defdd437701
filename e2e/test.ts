import { expect, test as base, type Page } from '@playwright/test';
import { z } from 'zod';
import { Host } from './host.ts';
import { startStack, type Stack } from './stack.ts';

const journalSchema = z.object({
  entries: z.array(z.object({ effect: z.string(), method: z.string(), path: z.string(), status: z.int() })),
  evicted: z.int(),
});

/** A person at the browser. */
export class Person {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signIn(email: string, password = 'optimove-demo'): Promise<void> {
    await this.page.getByLabel('Email').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  /** Follows the host to the browser, signs in and approves all that is asked for. */
  async connect(host: Host, email: string): Promise<void> {
    await this.page.goto(await host.authorizationUrl());
    await this.signIn(email);
    await this.page.getByRole('button', { name: 'Approve' }).click();
    await host.finish();
  }
}

/**
 * The running product for each worker, back at its seed for each test; a host and a person for each test. Every test ends with a look into the journal: whatever
 * happened, nothing but reads reached the tenant, and the drafts and acts that the test says it makes.
 */
export const test = base.extend<
  { host: Host; person: Person; drafts: string[]; acts: string[]; nothingElse: void },
  { stack: Stack }
>({
  stack: [
    // Playwright reads a fixture's needs from its first parameter, which has to be a pattern.
    async ({ browserName: _needsNothing }, use) => {
      const stack = await startStack();
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker' },
  ],
  host: async ({ stack }, use) => {
    const host = await Host.start(stack.connector);
    await use(host);
    host.stop();
  },
  person: async ({ page }, use) => {
    await use(new Person(page));
  },
  /** The kinds of the drafts that a test makes, in order, as they stand in the paths: `triggers`. */
  drafts: async ({ browserName: _needsNothing }, use) => {
    await use([]);
  },
  /** What a person does in the console in a test, in order: `approve /console/tenants/… 200`. */
  acts: async ({ browserName: _needsNothing }, use) => {
    await use([]);
  },
  nothingElse: [
    async ({ stack, drafts, acts }, use) => {
      await fetch(`${stack.control}/reset`, { method: 'POST' });
      await use();
      const answer = await fetch(`${stack.control}/journal?limit=10000`);
      const { entries, evicted } = journalSchema.parse(await answer.json());
      expect(evicted).toBe(0);
      const effects = entries.filter((entry) => entry.effect !== 'read');
      expect(effects.map(({ effect, path, status }) => `${effect} ${path} ${status}`)).toEqual([
        ...drafts.map((kind) => `create_draft /api/v1/tenants/lumenplay/drafts/${kind} 201`),
        ...acts,
      ]);
    },
    { auto: true },
  ],
});
