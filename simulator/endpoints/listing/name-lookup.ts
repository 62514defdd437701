import MiniSearch from 'minisearch';
import { foldText } from '../../tenant/fold-text.ts';
import { partsOf } from '../../tenant/grown-list.ts';
import { type Named, namesOf } from '../../tenant/names-of.ts';

interface Row extends Named {
  id: string;
}
type Found = { id: string; name: string }[];

interface NameIndex {
  byName: Map<string, Row[]>;
  search: MiniSearch<Row>;
}

const MOST_MATCHES = 10;
const MOST_NEAREST = 5;
/** A search costs by the term; a name that is told from others takes few. */
const MOST_TERMS = 8;

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
    const index = indexes.get(rows) ?? buildIndex(rows);
    indexes.set(rows, index);
    return index;
  }
  return (rows, name) => {
    const { base, gone, added } = partsOf(rows);
    const parts = [indexOf(base), indexOf(added)];
    const [before = [], after = []] = parts.map(({ byName }) => byName.get(foldText(name)) ?? []);
    const alike = [...before.filter(({ id }) => !gone.has(id)), ...after];
    const exact = alike.filter((row) => namesOf(row).includes(name));
    const matches = (exact.length > 0 ? exact : alike).slice(0, MOST_MATCHES);
    const hits =
      matches.length > 0
        ? []
        : parts.flatMap(({ search }, at) =>
            search.search(name, { filter: ({ id }) => at === 1 || !gone.has(String(id)) }),
          );
    const nearest = hits.toSorted((a, b) => b.score - a.score).slice(0, MOST_NEAREST);
    return {
      matches: matches.map((row) => ({ id: row.id, name: row.name })),
      nearest: nearest.map((hit) => ({ id: String(hit.id), name: String(hit['name']) })),
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
    processTerm: foldText,
    searchOptions: { tokenize: fewTerms, fuzzy: 0.25, prefix: ({ length }) => length > 2 },
  });
  search.addAll(rows);
  return { byName, search };
}

function fewTerms(text: string): string[] {
  const terms: string[] = MiniSearch.getDefault('tokenize')(text);
  return [...new Set(terms)].slice(0, MOST_TERMS);
}
