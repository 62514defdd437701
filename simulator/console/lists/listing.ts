import type { ChannelKind } from '#contract/entities/entity.ts';
import type { Texts } from '../../tenant/table-index/criterion.ts';
import type { Column } from '../../pages/components/table.ts';
import type { Place } from '../place.ts';

/** How a collection is listed: its columns, and what its filters go by. */
export interface Listing<Row> {
  columns(place: Place): readonly Column<Row>[];
  /** What the search looks through besides ids and names. */
  texts?: Texts<Row>;
  /** The second filter: mostly the status, for collections without one the closest thing. */
  status?: { label: string; values: readonly string[]; property: string; of(row: Row): string };
  channels?: { property: string; of(row: Row): readonly ChannelKind[] };
  /** When the row was made and last changed, where the collection knows. */
  created?: (row: Row) => string;
  updated?: (row: Row) => string;
}
