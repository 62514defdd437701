import { z } from 'zod';
import type { Rows, Write } from '../tenant/state.ts';
import { atOnce } from './at-once.ts';
import { openCell, sealCell } from './seal-anew.ts';
import type { Storage } from './storage.ts';

const rowSchema = z.object({ table: z.string(), key: z.string(), value: z.unknown() });

/** The tables of worlds, at rest. */
export interface KeptRows {
  /** What is kept of one world, every table in the order in which its keys were first set. */
  read(world: string): Rows;
  /** Applies writes, all of them or none. */
  write(world: string, writes: readonly Write[]): void;
  forget(world: string): void;
  /** Does the writes of some work, all of them or none. */
  together(work: () => void): void;
}

export function createKeptRows({ database, vault }: Storage): KeptRows {
  const upsert = database.prepare(`INSERT INTO row (place, part, world, sealed) VALUES (?, ?, ?, ?)
    ON CONFLICT (place) DO UPDATE SET sealed = excluded.sealed`);
  const removeOne = database.prepare('DELETE FROM row WHERE place = ?');
  const removePart = database.prepare('DELETE FROM row WHERE part = ?');
  const removeWorld = database.prepare('DELETE FROM row WHERE world = ?');
  const ofWorld = database.prepare('SELECT * FROM row WHERE world = ? ORDER BY sequence');

  function apply(world: string, { table, key, value }: Write): void {
    const part = JSON.stringify([world, table]);
    if (key === undefined) return void removePart.run(vault.name(part));
    const place = JSON.stringify([world, table, key]);
    if (value === undefined) return void removeOne.run(vault.name(place));
    const { hashes, sealed } = sealCell(vault, 'row', {
      names: { place, part, world },
      value: { table, key, value },
    });
    upsert.run(hashes['place'] ?? '', hashes['part'] ?? '', hashes['world'] ?? '', sealed);
  }

  return {
    read(world) {
      const rows = ofWorld
        .all(vault.name(world))
        .map((row) => rowSchema.parse(openCell(vault, 'row', row).value));
      const tables = Map.groupBy(rows, ({ table }) => table);
      return Object.fromEntries(
        [...tables].map(([table, own]) => [table, own.map(({ key, value }) => [key, value] as const)]),
      );
    },
    write: (world, writes) =>
      atOnce(database, () => {
        for (const write of writes) apply(world, write);
      }),
    together: (work) => atOnce(database, work),
    forget: (world) => void removeWorld.run(vault.name(world)),
  };
}
