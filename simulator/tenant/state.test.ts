import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createWorldState, StateError, type Write } from './state.ts';

const NAMES = ['a', 'b'] as const;

function stateOfNumbers() {
  const state = createWorldState();
  const tables = { a: state.table('a', z.int()), b: state.table('b', z.int()) };
  return { state, tables };
}

const step = fc.oneof(
  fc.record({ table: fc.constantFrom(...NAMES), key: fc.constantFrom('x', 'y', 'z'), value: fc.integer() }),
  fc.record({ table: fc.constantFrom(...NAMES), key: fc.constantFrom('x', 'y', 'z') }),
  fc.record({ table: fc.constantFrom(...NAMES) }),
);
type Step = { table: (typeof NAMES)[number]; key?: string; value?: unknown };

function apply({ tables }: ReturnType<typeof stateOfNumbers>, { table, key, value }: Step): void {
  if (key === undefined) tables[table].clear();
  else if (value === undefined) tables[table].delete(key);
  else tables[table].set(key, Number(value));
}

describe('the state of a world', () => {
  test('for any course of writes, its snapshot restores it, and so do the writes that a watcher was told of', () => {
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const [one, copy, follower] = [stateOfNumbers(), stateOfNumbers(), stateOfNumbers()];
        one.state.watch(({ table, ...rest }: Write) => {
          if (table === 'a' || table === 'b') apply(follower, { table, ...rest });
        });
        for (const each of steps) apply(one, each);
        copy.tables.a.set('left over', 1);
        copy.state.restore(one.state.snapshot());

        expect(copy.state.snapshot()).toEqual(one.state.snapshot());
        expect(Object.fromEntries(follower.tables.a.entries())).toEqual(
          Object.fromEntries(one.tables.a.entries()),
        );
      }),
    );
  });

  test.each([
    [{ a: [['x', 'one']] }, 'a/x: '],
    [{ c: [] }, 'There is no table c.'],
  ] as const)('refuses %j whole, and says which row is wrong', (rows, words) => {
    const { state, tables } = stateOfNumbers();
    tables.b.set('x', 1);
    const before = state.snapshot();

    expect(() => state.restore(rows)).toThrow(StateError);
    expect(() => state.restore(rows)).toThrow(words);
    expect(state.snapshot()).toEqual(before);
  });

  test('grows the version of a table with every write to it', () => {
    const { tables } = stateOfNumbers();
    const versions = [tables.a.version];
    for (const write of [
      () => tables.a.set('x', 1),
      () => tables.a.delete('x'),
      () => tables.a.set('x', 1),
    ]) {
      write();
      versions.push(tables.a.version);
    }
    expect(new Set(versions).size).toBe(versions.length);
  });
});
