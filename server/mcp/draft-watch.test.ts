import { describe, expect, test } from 'vitest';
import type { ToolFailure } from '../ports.ts';
import { fail } from '../result.ts';
import { watchDrafts } from './draft-watch.ts';

const UNKNOWN = { code: 'draft_unknown', type: 'trigger', name: 'Deposits', keyed: true } as const;

/** What is open after a creation that failed in this way. */
async function openAfter(failure: ToolFailure) {
  const watch = watchDrafts();
  const drafts = watch.over('trigger', { createDraft: async () => fail(failure) });
  await drafts.createDraft({ name: 'Deposits', event: 'deposit' }, 'k');
  return watch.open();
}

describe('watchDrafts', () => {
  test('a creation whose outcome is not known stays open', async () => {
    expect(await openAfter(UNKNOWN)).toEqual(UNKNOWN);
  });

  test('a creation that was refused leaves nothing open', async () => {
    expect(await openAfter({ code: 'name_taken' })).toBeNull();
  });

  test('is quiet before the first creation', () => {
    expect(watchDrafts().open()).toBeNull();
  });
});
