import { COLLECTIONS, type Collection } from '#contract/queries.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { html } from 'hono/html';
import { COLLECTION_NAMES } from '../../pages/components/collection-names.ts';
import type { Column } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import { ago, shortTime } from '../../pages/components/time.ts';
import { among, type Criterion, within } from '../../tenant/table-index/criterion.ts';
import { LISTINGS } from '../lists/listings.ts';
import { select } from '../lists/select-rows.ts';
import { refLink, type Place } from '../place.ts';
import { SOURCE_NAMES } from '../source-words.ts';

type Record = Collections[Collection];

/** An entity of any kind, and which kind. */
export interface Entry {
  collection: Collection;
  record: Record;
}

/** The first entries of several kinds in one order, and how many there are of all. */
interface Entries {
  first: readonly Entry[];
  total: number;
}

/** What was changed last of all that the user sees. */
export function lastUpdated(place: Place, most: number): readonly Entry[] {
  return entriesOf(place, COLLECTIONS, { sort: 'updated', criteria: [], most }).first;
}

interface DraftFilter {
  source?: string | undefined;
  kind?: string | undefined;
  /** The earliest instant at which it was made. */
  since?: string;
}

const DRAFTED = COLLECTIONS.filter((collection) => LISTINGS[collection].status?.values.includes('draft'));

/** What is still a draft, whoever made it and through what, the newest first. */
export function draftsOf(place: Place, { source, kind, since }: DraftFilter, most: number): Entries {
  const criteria: Criterion<Record>[] = [
    ...among<Record>('status', 'draft', (record) => ('status' in record ? record.status : [])),
    ...among<Record>('source', source, (record) => record.source),
    ...within<Record>('created_at', [since, undefined], (record) => record.created_at),
  ];
  const kinds = DRAFTED.filter((collection) => kind === undefined || collection === kind);
  return entriesOf(place, kinds, { sort: 'created', criteria, most });
}

function entriesOf(
  place: Place,
  kinds: readonly Collection[],
  selection: { sort: 'created' | 'updated'; criteria: readonly Criterion<Record>[]; most: number },
): Entries {
  const slices = kinds.map((collection) => ({ collection, ...select(place, collection, selection) }));
  const entries = slices.flatMap(({ collection, items }) => items.map((record) => ({ collection, record })));
  const instantOf = ({ record }: Entry): string => record[`${selection.sort}_at`];
  return {
    first: entries.toSorted((a, b) => latestFirst(instantOf(a), instantOf(b))).slice(0, selection.most),
    total: slices.reduce((sum, { total }) => sum + total, 0),
  };
}

/** Instants are written alike, so that their letters order them. */
function latestFirst(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? 1 : -1;
}

/** The name as a link, and below it what it is and whose. */
export function nameAndKind(place: Place): Column<Entry> {
  return {
    head: 'Name',
    kind: 'name',
    cell: ({ collection, record }) =>
      html`${refLink(place, collection, record)}
        <span class="row-note">${COLLECTION_NAMES[collection].one} · ${record.brand}</span>`,
  };
}

/** Where a draft came from, who made it and how long ago: the same for all of them. */
export function draftColumns(place: Place, now: Date): Column<Entry>[] {
  return [
    nameAndKind(place),
    { head: 'Source', cell: ({ record }) => SOURCE_NAMES[record.source] },
    { head: 'By', cell: ({ record }) => foreignText(record.created_by) },
    {
      head: 'Age',
      cell: ({ record: { created_at: at } }) =>
        html`${ago(at, now)} <span class="row-note">${shortTime(at, place.tenant.time_zone)}</span>`,
    },
  ];
}
