import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../ports.ts';
import { openDashboard } from './testing/open-dashboard.ts';

/** What the page says of one entry, cell by cell. */
async function cellsOf(given: Partial<JournalEntry>): Promise<string[]> {
  const { world, page } = await openDashboard();
  world.journal.append({
    via: 'api',
    endpoint: 'get-me',
    method: 'GET',
    path: '/api/v1/me',
    effect: 'read',
    tenant_id: null,
    user_id: null,
    client_id: null,
    scopes: [],
    status: 200,
    ...given,
  });
  const cells = (await page('/')).html.querySelectorAll('tbody tr > *');
  return cells.map(({ text }) => text.replaceAll(/\s+/gu, ' ').trim());
}

describe('a row of the journal', () => {
  test.each<[Partial<JournalEntry>, string]>([
    [{ user_id: 'ann', client_id: 'c1' }, 'ann@tiny.example c1'],
    [{ via: 'console', user_id: 'ann', client_id: 'c1' }, 'ann@tiny.example c1 · through the console'],
    [{ via: 'public', client_id: 'one admin' }, 'one admin through the public API'],
    [{ via: 'clock' }, 'the clock'],
    [{}, 'nobody'],
  ])('says of %j that it is by %s', async (given, words) => {
    expect(await cellsOf(given)).toContain(words);
  });

  test.each([
    [{ from: 'draft', to: 'scheduled' }, 'campaign 1: schedule (draft → scheduled)'],
    [{ from: 'running', to: 'running' }, 'campaign 1: schedule (running)'],
    [{}, 'campaign 1: schedule'],
  ])('tells of a change of status by %j, and of none', async (states, words) => {
    const changes = [{ type: 'campaign', id: '1', act: 'schedule', ...states }];
    expect(await cellsOf({ changes })).toContain(words);
  });
});
