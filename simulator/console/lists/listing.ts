import type { ChannelKind } from '#contract/entities/entity.ts';
import type { Column } from '../../pages/components/table.ts';
import type { Place } from '../place.ts';

/** How a collection is listed: its columns, and what its filters go by. */
export interface Listing<Row> {
  columns(place: Place): readonly Column<Row>[];
  /** The words that the search looks through. */
  words(row: Row): readonly string[];
  /** The second filter: mostly the status, for collections without one the closest thing. */
  status?: { label: string; values: readonly string[]; of(row: Row): string };
  channels?: (row: Row) => readonly ChannelKind[];
  /** When the row was made and last changed, where the collection knows. */
  created?: (row: Row) => string;
  updated?: (row: Row) => string;
}
