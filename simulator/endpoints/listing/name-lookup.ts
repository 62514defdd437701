import MiniSearch from 'minisearch';
import { foldText } from '../../tenant/fold-text.ts';
import { tableOf } from '#fixtures/long-list/long-list.ts';
import { partsOf } from '../../tenant/grown-list.ts';
import { type Named, namesOf } from '../../tenant/names-of.ts';
import { NEAR } from './near-terms.ts';
import { indexTable } from './table-names.ts';

export interface Row extends Named {
  id: string;
}
type Found = { id: string; name: string }[];

interface Hit {
  id: string;
  name: string;
  score: number;
}

/** The names of a list. */
export interface NameIndex {
  /** What bears a name but for case and accents. */
  bearing(folded: string): readonly Row[];
  /** What is called something like it, but for what is hidden; the best come first. */
  nearest(name: string, isHidden: (id: string) => boolean): readonly Hit[];
}

const MOST_MATCHES = 10;
const MOST_NEAREST = 5;

/**
 * Finds rows by name, key or code: the ones that bear it letter by letter, else the ones that bear it but for case and
 * accents, else the nearest names. It knows only the rows it is given. The index of a list is built at its first lookup.
 */
export function createNameLookup(): (
  rows: readonly Row[],
  name: string,
) => { matches: Found; nearest: Found } {
  const indexes = new WeakMap<readonly Row[], NameIndex>();

  function indexOf(rows: readonly Row[]): NameIndex {
    const table = tableOf(rows);
    const index = indexes.get(rows) ?? (table === undefined ? buildIndex(rows) : indexTable(table));
    indexes.set(rows, index);
    return index;
  }
  return (rows, name) => {
    const { base, gone, added } = partsOf(rows);
    const [before, after] = [indexOf(base), indexOf(added)];
    const folded = foldText(name);
    const alike = [...before.bearing(folded).filter(({ id }) => !gone.has(id)), ...after.bearing(folded)];
    const exact = alike.filter((row) => namesOf(row).includes(name));
    const matches = (exact.length > 0 ? exact : alike).slice(0, MOST_MATCHES);
    const hits =
      matches.length > 0
        ? []
        : [...before.nearest(name, (id) => gone.has(id)), ...after.nearest(name, () => false)];
    const nearest = hits.toSorted((a, b) => b.score - a.score).slice(0, MOST_NEAREST);
    return {
      matches: matches.map((row) => ({ id: row.id, name: row.name })),
      nearest: nearest.map((hit) => ({ id: hit.id, name: hit.name })),
    };
  };
}

function buildIndex(rows: readonly Row[]): NameIndex {
  const byName = new Map<string, Row[]>();
  for (const row of rows) {
    for (const spelling of new Set(namesOf(row).map(foldText))) {
      const same = byName.get(spelling);
      if (same === undefined) byName.set(spelling, [row]);
      else same.push(row);
    }
  }
  const search = new MiniSearch<Row>({
    fields: ['name', 'key', 'code'],
    storeFields: ['name'],
    ...NEAR,
  });
  search.addAll(rows);
  return {
    bearing: (folded) => byName.get(folded) ?? [],
    nearest: (name, isHidden) =>
      search
        .search(name, { filter: ({ id }) => !isHidden(String(id)) })
        .map(({ id, score, ...hit }) => ({ id: String(id), name: String(hit['name']), score })),
  };
}
