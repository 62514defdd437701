import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createWorldState } from '../tenant/state.ts';
import { createKeptRows } from './kept-rows.ts';
import { keepState } from './keep-state.ts';
import { originOf } from './origin.ts';
import { StorageError } from './storage-error.ts';
import { openStorage, rotateKeys } from './storage.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
});
afterEach(() => rm(folder, { recursive: true }));

const fails = (error: unknown): void => {
  throw error;
};

/** The state of a world that is kept in the folder, and the way to let go of it. */
function open() {
  const storage = openStorage(folder);
  const state = createWorldState();
  const table = state.table('numbers', z.int());
  const letGo = keepState(state, 'default', createKeptRows(storage), fails);
  return {
    state,
    table,
    close() {
      letGo();
      storage.close();
    },
  };
}

describe('the storage of a data folder', () => {
  test('gives back every write of every stretch of work, in the same order', async () => {
    const write = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.option(fc.integer(), { nil: null }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(write), { maxLength: 4 }), async (stretches) => {
        const first = open();
        first.table.clear();
        for (const stretch of stretches) {
          for (const [key, value] of stretch)
            if (value === null) first.table.delete(key);
            else first.table.set(key, value);
          await Promise.resolve();
        }
        const before = first.state.snapshot();
        first.close();
        const second = open();
        const after = second.state.snapshot();
        second.close();

        expect(after).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });

  test('keeps a stretch of work whole or not at all', () => {
    const storage = openStorage(folder);
    const rows = createKeptRows(storage);
    const circle: { self?: unknown } = {};
    circle.self = circle;

    expect(() =>
      rows.write('w', [
        { table: 't', key: 'a', value: 1 },
        { table: 't', key: 'b', value: circle },
      ]),
    ).toThrow(TypeError);
    expect(rows.read('w')).toEqual({});
    storage.close();
  });

  test('says that the disk is full when it is, and keeps what it held', () => {
    const storage = openStorage(folder);
    const rows = createKeptRows(storage);
    rows.write('w', [{ table: 't', key: 'a', value: 1 }]);
    storage.database.exec('PRAGMA max_page_count = 16');

    const big = Array.from({ length: 100 }, (_, at) => ({
      table: 't',
      key: `b${at}`,
      value: 'x'.repeat(4096),
    }));
    expect(() => rows.write('w', big)).toThrow('full');
    expect(rows.read('w')).toEqual({ t: [['a', 1]] });
    storage.close();
  });

  test('keeps worlds apart', () => {
    const storage = openStorage(folder);
    const rows = createKeptRows(storage);
    for (const world of ['a', 'b']) rows.write(world, [{ table: 't', key: 'k', value: world }]);
    rows.write('a', [{ table: 't' }]);

    expect([rows.read('a'), rows.read('b')]).toEqual([{}, { t: [['k', 'b']] }]);
    rows.forget('b');
    expect(rows.read('b')).toEqual({});
    storage.close();
  });

  test('belongs to one simulator at a time', () => {
    const storage = openStorage(folder);
    expect(() => openStorage(folder)).toThrow(`${folder} is in use by another simulator.`);
    storage.close();
    openStorage(folder).close();
  });

  test('is sealed with another key after a rotation, and holds what it held', async () => {
    const first = open();
    first.table.set('a', 1);
    await Promise.resolve();
    first.close();
    const [keys, file] = [join(folder, 'simulator.keys'), join(folder, 'simulator.db')];
    const before = { keys: await readFile(keys, 'utf8'), sealed: sealedCells(file) };
    rotateKeys(folder);

    expect(await readFile(keys, 'utf8')).not.toBe(before.keys);
    expect(JSON.parse(await readFile(keys, 'utf8')).keys).toHaveLength(1);
    expect(sealedCells(file).some((cell) => before.sealed.includes(cell))).toBe(false);
    const second = open();
    expect(second.table.get('a')).toBe(1);
    second.close();
    for (const kept of [keys, file]) expect((await stat(kept)).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['simulator.keys', 'nothing', 'holds no keys: restore it'],
    [
      'simulator.keys',
      JSON.stringify({ keys: ['A'.repeat(43)] }),
      'is sealed with a key that is not beside it',
    ],
    ['simulator.db', 'not a database', 'cannot be used as data folder'],
  ])('is refused with words when %s is not what it was (%s)', async (file, content, words) => {
    open().close();
    await writeFile(join(folder, file), content);

    expect(() => openStorage(folder)).toThrow(StorageError);
    expect(() => openStorage(folder)).toThrow(words);
  });

  test('is refused when a newer simulator wrote it, and left as it is', async () => {
    open().close();
    const database = new DatabaseSync(join(folder, 'simulator.db'));
    database.exec('PRAGMA user_version = 99');
    database.close();

    expect(() => openStorage(folder)).toThrow('was written by a newer simulator (format 99)');
  });

  test('belongs to one seed, scale and start of the clock', () => {
    const storage = openStorage(folder);
    const now = new Date('2026-06-15T12:00:00.000Z');
    const ask = (asked: Parameters<typeof originOf>[2]) => originOf(storage, folder, asked, now);
    const origin = { seed: 7, scale: 'small', clock: now.toISOString() };

    expect(ask({ seed: 7 })).toEqual(origin);
    expect(ask({})).toEqual(origin);
    expect(ask({ clock: '2026-06-15T14:00:00+02:00' })).toEqual(origin);
    expect(() => ask({ seed: 8 })).toThrow('holds a world of --seed 7, which cannot become one of 8');
    expect(() => ask({ scale: 'huge' })).toThrow('Leave --scale out');
    storage.close();
  });
});

function sealedCells(file: string): string[] {
  const database = new DatabaseSync(file);
  const cells = ['row', 'entry', 'probe'].flatMap((table) =>
    database.prepare(`SELECT hex(sealed) AS sealed FROM ${table}`).all(),
  );
  database.close();
  return cells.map(({ sealed }) => String(sealed));
}
