import { describe, expect, test } from 'vitest';
import { NotTestable } from '../finding.ts';
import { openWitness } from './witness.ts';
import type { JournalEntry } from './witness.ts';

function entry(seq: number): JournalEntry {
  return {
    seq,
    time: '2026-05-01T12:00:00Z',
    endpoint: 'list-campaigns',
    method: 'GET',
    path: '/campaigns',
    effect: 'read',
    tenant_id: 'alpha',
    user_id: 'u1',
    client_id: 'c1',
    scopes: [],
    status: 200,
  };
}

/** A journal that gives two entries at a time. */
function witnessOf(journal: JournalEntry[]) {
  return openWitness(new URL('https://control.test'), async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== '/journal') return Response.json({ error: 'unknown' }, { status: 404 });
    const since = Number(searchParams.get('since'));
    const entries = journal.filter(({ seq }) => seq > since).slice(0, 2);
    return Response.json({ entries, next: entries.at(-1)?.seq ?? since, evicted: 0 });
  });
}

describe('the witness', () => {
  test('sees what happened during an action, all of it and nothing else', async () => {
    const journal = [1, 2, 3].map(entry);
    const witness = witnessOf(journal);

    const seen = await witness.during(async () => journal.push(...[4, 5, 6].map(entry)));

    expect(seen.map(({ seq }) => seq)).toEqual([4, 5, 6]);
    expect(await witness.during(async () => {})).toEqual([]);
  });

  test('judges nothing when the journal dropped entries meanwhile', async () => {
    const journal = [1, 2].map(entry);
    const witness = witnessOf(journal);

    await expect(witness.during(async () => journal.push(entry(9)))).rejects.toThrow(NotTestable);
  });

  test('makes a check not testable when the control API does not know a call', async () => {
    await expect(witnessOf([]).messages()).rejects.toThrow(/control API answered 404 to GET \/messages/);
  });
});
