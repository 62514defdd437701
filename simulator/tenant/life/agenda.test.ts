import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAgenda } from './agenda.ts';

describe('an agenda', () => {
  test('gives what was noted last about each thing, the earliest first, and each once', () => {
    const notes = fc.array(
      fc.record({
        id: fc.constantFrom('1', '2', '3', '4', '5'),
        at: fc.option(fc.integer({ min: 0, max: 9 })),
      }),
    );
    fc.assert(
      fc.property(notes, fc.integer({ min: 0, max: 9 }), (list, until) => {
        const agenda = createAgenda();
        const wanted = new Map<string, number | null>();
        for (const { id, at } of list) {
          agenda.note({ kind: 'campaign', tenant: 'one', id }, at);
          wanted.set(id, at);
        }
        const taken: string[] = [];
        for (let due = agenda.take(until); due !== undefined; due = agenda.take(until)) {
          taken.push(`${due.at} ${due.id}`);
        }
        const expected = [...wanted].flatMap(([id, at]) => (at === null || at > until ? [] : `${at} ${id}`));
        expect(taken).toEqual(expected.toSorted());
      }),
    );
  });

  test('forgets a kind and keeps the others', () => {
    const agenda = createAgenda();
    agenda.note({ kind: 'campaign', tenant: 'one', id: '1' }, 1);
    agenda.note({ kind: 'stream', tenant: 'one', id: '1' }, 2);
    agenda.forget('campaign');
    expect(agenda.take(9)?.kind).toBe('stream');
    expect(agenda.take(9)).toBeUndefined();
  });
});
