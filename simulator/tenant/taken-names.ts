import { tableOf } from '#fixtures/long-list/long-list.ts';
import { foldText } from './fold-text.ts';
import { partsOf } from './grown-list.ts';
import { tableIndex } from './table-index/table-index.ts';

interface Branded {
  id: string;
  name: string;
  brand: string;
}

/** What nobody sees does not tell a name from another. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cc}]+/gv;

/**
 * What of a list bears a name in a brand, ignoring case and surrounding space. The index of a list is built at its first use; a table needs
 * none.
 */
export function createTakenNames<Row extends Branded>(): (
  rows: readonly Row[],
  brand: string,
  name: string,
) => Row | undefined {
  const indexes = new WeakMap<readonly Row[], ReadonlyMap<string, Row>>();

  function find(rows: readonly Row[], brand: string, name: string): Row | undefined {
    const table = tableOf(rows);
    const key = keyOf(brand, name);
    return table === undefined
      ? indexOf(rows).get(key)
      : tableIndex(table)
          .bearing(foldText(compared(name)))
          .map(table.row)
          .findLast((row) => keyOf(row.brand, row.name) === key);
  }
  function indexOf(rows: readonly Row[]): ReadonlyMap<string, Row> {
    const index = indexes.get(rows) ?? new Map(rows.map((row) => [keyOf(row.brand, row.name), row]));
    indexes.set(rows, index);
    return index;
  }
  return (rows, brand, name) => {
    const { base, gone, added } = partsOf(rows);
    const before = find(base, brand, name);
    return find(added, brand, name) ?? (before && gone.has(before.id) ? undefined : before);
  };
}

function keyOf(brand: string, name: string): string {
  return `${brand}\n${compared(name)}`;
}

function compared(name: string): string {
  // Most names are plain, and there may be a hundred thousand of them.
  if (/^[ -~]*$/.test(name)) return name.trim().toLowerCase();
  return name.replaceAll(UNSEEN, '').normalize('NFC').trim().toLowerCase();
}

/** Why a name is none that people could read. */
export function nameProblem(name: string): string | null {
  return compared(name) === '' ? 'has no visible character' : null;
}
