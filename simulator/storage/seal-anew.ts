import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { z } from 'zod';
import { atOnce } from './at-once.ts';
import type { Vault } from './vault.ts';

/** What a sealed cell holds: the texts whose keyed hashes stand in the other columns, and the value. */
const cellSchema = z.object({ names: z.record(z.string(), z.string()), value: z.unknown() });
export type Cell = z.output<typeof cellSchema>;

/** The column by which a table finds its rows, which is also the place that their cells are sealed for. */
const PLACES = { row: 'place', entry: 'id' } as const;

/** Seals a cell, and gives with it the hashes of its names, column by column. */
export function sealCell(
  vault: Vault,
  table: keyof typeof PLACES,
  cell: Cell,
): { hashes: Record<string, string>; sealed: Uint8Array } {
  const hashes = Object.fromEntries(
    Object.entries(cell.names).map(([column, text]) => [column, vault.name(text)]),
  );
  return { hashes, sealed: vault.seal(cell, hashes[PLACES[table]] ?? '') };
}

export function openCell(
  vault: Vault,
  table: keyof typeof PLACES,
  row: Record<string, SQLOutputValue>,
): Cell {
  const { sealed } = row;
  if (!(sealed instanceof Uint8Array)) throw new TypeError('A sealed cell holds bytes.');
  return cellSchema.parse(vault.open(sealed, String(row[PLACES[table]])));
}

/** Opens every cell with one vault and seals it with another, all of them or none. */
export function sealAnew(database: DatabaseSync, from: Vault, to: Vault, probe: string): void {
  atOnce(database, () => {
    for (const table of ['row', 'entry'] as const) {
      for (const row of database.prepare(`SELECT * FROM ${table}`).all()) {
        const { hashes, sealed } = sealCell(to, table, openCell(from, table, row));
        const columns = Object.keys(hashes).map((column) => `${column} = ?`);
        database
          .prepare(`UPDATE ${table} SET ${[...columns, 'sealed = ?'].join(', ')} WHERE sequence = ?`)
          .run(...Object.values(hashes), sealed, row['sequence'] ?? null);
      }
    }
    database.prepare('UPDATE probe SET sealed = ?').run(to.seal(probe, probe));
  });
}
