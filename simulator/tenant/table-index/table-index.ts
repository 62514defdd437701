import type { NamePart, Table } from '#fixtures/long-list/long-list.ts';
import { nameOf } from '#fixtures/long-list/names.ts';
import { type Postings, postingsOf } from '#fixtures/long-list/postings.ts';
import { comparedName } from '../compared-name.ts';
import { type Fitting, type NameText, nameText } from './name-text.ts';
import { type OrderedTable, orderedTable } from './ordered-table.ts';
import { sortedRows } from './sorted-rows.ts';

/** A text that is put together from parts, and how to search it. */
interface SearchedText {
  readonly parts: readonly NamePart[];
  readonly search: NameText;
}

/** What is known of a table in no particular order, worked out when it is first asked for. */
export interface TableFacts {
  readonly names: readonly SearchedText[];
  /** A text beside the names; undefined when the table knows nothing of the property. */
  textOf(property: string): SearchedText | undefined;
  /** The rows by `id`, `name` or an instant, ascending; rows that are equal in it stand by id. */
  sortedBy(property: string): Uint32Array;
}

/** A table and all that is worked out about it: kept as long as the table is. */
export interface TableIndex<Row> {
  readonly table: Table<Row>;
  readonly names: TableFacts['names'];
  /** The rows that bear a name, key or code, but for case and accents; ascending. */
  bearing(folded: string): number[];
  /** The rows that have a word as a part of their name; ascending. */
  withWord(part: NamePart, code: number): Uint32Array;
  /** In the order of `id`, `name` or an instant. */
  ordered(by: string, descending: boolean): OrderedTable<Row>;
}

/** Up to so many different names are numbered. */
const MOST_NAMES = 1_000_000;

const indexes = new WeakMap<Table<unknown>, TableIndex<unknown>>();

export function tableIndex<Row>(table: Table<Row>): TableIndex<Row>;
export function tableIndex(table: Table<unknown>): TableIndex<unknown> {
  const known = indexes.get(table) ?? createIndex(table);
  indexes.set(table, known);
  return known;
}

function createIndex<Row>(table: Table<Row>): TableIndex<Row> {
  const sorted = new Map<string, Uint32Array>();
  const orders = new Map<string, OrderedTable<Row>>();
  let names: TableFacts['names'] | undefined;
  const texts = new Map<string, SearchedText>();
  const facts: TableFacts = {
    get names() {
      return (names ??= table.names.map(searched));
    },
    textOf(property) {
      const parts = table.texts?.[property];
      const text = texts.get(property) ?? (parts && searched(parts));
      if (text !== undefined) texts.set(property, text);
      return text;
    },
    sortedBy(property) {
      const rows = sorted.get(property) ?? sortedRows(table.length, numbersOf(table, property));
      sorted.set(property, rows);
      return rows;
    },
  };
  const rowsByWord = new Map<NamePart, Postings>();
  function withWord(part: NamePart, code: number): Uint32Array {
    const known = rowsByWord.get(part) ?? postingsOf(table.length, part.words.length, part.codeOf);
    rowsByWord.set(part, known);
    return known(code);
  }
  const rowsByName = new Map<readonly NamePart[], Postings>();
  /** By the number of the whole name where names are few; else by the part with the most words, each of which is in few names. */
  function fittingRows(parts: readonly NamePart[], way: Fitting): number[] {
    const { size, of, numbers } = combinations(parts);
    if (size <= MOST_NAMES) {
      const known = rowsByName.get(parts) ?? postingsOf(table.length, size, of);
      rowsByName.set(parts, known);
      return numbers(way).flatMap((number) => [...known(number)]);
    }
    const at = parts.reduce(
      (most, { words }, part) => (words.length > (parts[most]?.words.length ?? 0) ? part : most),
      0,
    );
    const part = parts[at];
    if (part === undefined) return [];
    return [...(way[at] ?? [])].flatMap((code) =>
      [...withWord(part, code)].filter((row) =>
        parts.every(({ codeOf }, other) => way[other]?.has(codeOf(row)) ?? true),
      ),
    );
  }
  return {
    table,
    get names() {
      return facts.names;
    },
    withWord,
    bearing(folded) {
      const rows = facts.names.flatMap(({ parts, search }) =>
        search.being(folded).flatMap((way) => fittingRows(parts, way)),
      );
      return [...new Set(rows)].toSorted((a, b) => a - b);
    },
    ordered(by, descending) {
      const key = `${by} ${descending}`;
      const order = orders.get(key) ?? orderedTable(table, facts, { by, descending });
      orders.set(key, order);
      return order;
    },
  };
}

function searched(parts: readonly NamePart[]): SearchedText {
  return { parts, search: nameText(parts) };
}

/** What the rows are sorted by. */
function numbersOf(table: Table<unknown>, property: string): (row: number) => number {
  if (property === 'id') return (row) => row;
  if (property === 'name') return nameRanks(table);
  const instantOf = table.numbers[property];
  if (instantOf === undefined) throw new TypeError(`The table has no order by ${property}.`);
  return instantOf;
}

/** All that can be put together from the words of the parts, numbered. */
function combinations(parts: readonly NamePart[]) {
  return {
    size: parts.reduce((product, { words }) => product * words.length, 1),
    of: (row: number): number =>
      parts.reduce((sum, { words, codeOf }) => sum * words.length + codeOf(row), 0),
    /** The numbers of those whose words are among the given ones. */
    numbers: (way: Fitting): number[] =>
      parts.reduce<number[]>(
        (sums, { words }, at) =>
          sums.flatMap((sum) => [...(way[at] ?? [])].map((code) => sum * words.length + code)),
        [0],
      ),
  };
}

/** The rank of each row's name among all names. Where names repeat, only different ones are compared. */
function nameRanks({ length, names }: Table<unknown>): (row: number) => number {
  const [parts = []] = names;
  const { size, of } = combinations(parts);
  if (size >= length) return ranksOf(length, (row) => comparedName(nameOf(parts, row)));
  const spelled = (number: number): string => {
    let rest = number;
    const words = parts.toReversed().map((part) => {
      const word = part.words[rest % part.words.length] ?? '';
      rest = Math.floor(rest / part.words.length);
      return word;
    });
    return comparedName(words.toReversed().join(''));
  };
  const rank = ranksOf(size, spelled);
  return (row) => rank(of(row));
}

function ranksOf(length: number, nameAt: (at: number) => string): (at: number) => number {
  const names = Array.from({ length }, (_, at) => nameAt(at));
  const ranks = new Float64Array(length);
  let rank = -1;
  let before: string | undefined;
  const sorted = Array.from(names.keys()).toSorted((a, b) => compare(names[a] ?? '', names[b] ?? ''));
  for (const at of sorted) {
    if (names[at] !== before) rank += 1;
    before = names[at];
    ranks[at] = rank;
  }
  return (at) => ranks[at] ?? 0;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
