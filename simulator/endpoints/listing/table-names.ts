import MiniSearch from 'minisearch';
import type { NamePart, Table } from '#fixtures/long-list/long-list.ts';
import { tableIndex } from '../../tenant/table-index/table-index.ts';
import type { NameIndex, Row } from './name-lookup.ts';
import { NEAR, termsOf } from './near-terms.ts';

/** A part with more words is one of numbers: nobody means another one by a number. */
const MOST_SEARCHED_WORDS = 1000;
const SCORE_OF_NUMBER = 10;
const BEST_WORDS = 3;
const BEST_ROWS = 10;
/** Of the rows with one word only so many are looked at. */
const MOST_ROWS = 5_000;

/** How like the words of one part of a name are to a text: only those that are so at all. */
interface LikeWords {
  part: NamePart;
  scores: Map<number, number>;
}

/**
 * The names of a table, without an index of all of them. What is nearest is judged by the words that names are made of: among the
 * rows that have one of the best words of the parts that tell most, those whose words come to the most together.
 */
export function indexTable(table: Table<Row>): NameIndex {
  const index = tableIndex(table);
  const likeWords = searchWords(table);
  return {
    bearing: (folded) => index.bearing(folded).map(table.row),
    nearest(name, isHidden) {
      const parts = likeWords(name).toSorted((a, b) => b.part.words.length - a.part.words.length);
      const rows = new Set<number>();
      for (const { part, scores } of parts) {
        if (rows.size >= BEST_ROWS) break;
        const best = [...scores].toSorted(([, a], [, b]) => b - a).slice(0, BEST_WORDS);
        for (const [code] of best)
          for (const row of index.withWord(part, code).subarray(0, MOST_ROWS)) rows.add(row);
      }
      const scoreOf = (row: number): number =>
        parts.reduce((sum, { part, scores }) => sum + (scores.get(part.codeOf(row)) ?? 0), 0);
      const best: { row: number; id: string; score: number }[] = [];
      for (const row of rows) {
        const score = scoreOf(row);
        if (best.length === BEST_ROWS && score <= (best.at(-1)?.score ?? 0)) continue;
        const id = String(table.firstId + row);
        if (isHidden(id)) continue;
        best.splice(best.findLastIndex((other) => other.score >= score) + 1, 0, { row, id, score });
        best.length = Math.min(best.length, BEST_ROWS);
      }
      return best.map(({ row, ...hit }) => ({ ...hit, name: table.row(row).name }));
    },
  };
}

/** The words are indexed at the first search. */
function searchWords({ names }: Table<Row>): (name: string) => LikeWords[] {
  const parts = names.flat();
  let index: MiniSearch | undefined;

  function indexed(): MiniSearch {
    const search = new MiniSearch({ fields: ['word'], storeFields: ['at', 'code'], ...NEAR });
    for (const [at, { words }] of parts.entries()) {
      if (words.length > MOST_SEARCHED_WORDS) continue;
      search.addAll(words.map((word, code) => ({ id: `${at}/${code}`, word, at, code })));
    }
    return search;
  }
  return (name) => {
    const found = parts.map((part): LikeWords => ({ part, scores: new Map() }));
    for (const { part, scores } of found) {
      if (part.words.length <= MOST_SEARCHED_WORDS) continue;
      const codes = termsOf(name).map((term) => part.words.indexOf(term));
      for (const code of codes) if (code !== -1) scores.set(code, SCORE_OF_NUMBER);
    }
    index ??= indexed();
    for (const hit of index.search(name))
      found[Number(hit['at'])]?.scores.set(Number(hit['code']), hit.score);
    return found.filter(({ scores }) => scores.size > 0);
  };
}
