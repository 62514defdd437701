import type { LIST_QUERIES } from '#contract/queries.ts';
import type { z } from 'zod';
import { comparedName } from '../compared-name.ts';

/** Where a row stands in an order: by the first part, then by the second, which no two rows share. */
export type Position = readonly [number | string, string];

/** A total order of the rows of a list. */
export interface Order<Row> {
  readonly name: string;
  readonly descending: boolean;
  /** The property that the first part of a position comes from, where it is one by which a table can be put in order. */
  readonly by?: string;
  position(row: Row): Position;
}

type Sort = z.output<typeof LIST_QUERIES.campaigns>['sort'];
interface Dated {
  id: string;
  name: string;
  created_at: string;
  updated_at: string;
}

export const BY_NAME: Order<{ id: string; name: string }> = {
  name: 'name_asc',
  descending: false,
  by: 'name',
  position: ({ id, name }) => [comparedName(name), numericText(id)],
};

/** The three orders of every entity list; rows that are equal in it stand by id. */
export const ENTITY_ORDERS: Readonly<Record<Sort, Order<Dated>>> = {
  updated_desc: {
    ...newestFirst('updated_desc', ({ updated_at }: Dated) => updated_at),
    by: 'updated_at',
  },
  created_desc: {
    ...newestFirst('created_desc', ({ created_at }: Dated) => created_at),
    by: 'created_at',
  },
  name_asc: BY_NAME,
};

export const BY_ID: Order<{ id: string }> = {
  name: 'id',
  descending: false,
  by: 'id',
  position: ({ id }) => [0, numericText(id)],
};

/** The newest first. What has not happened yet comes before all that has. */
export function newestFirst<Row extends { id: string }>(
  name: string,
  instantOf: (row: Row) => string | null,
): Order<Row> {
  return {
    name,
    descending: true,
    position(row) {
      const instant = instantOf(row);
      return [instant === null ? Number.MAX_SAFE_INTEGER : Date.parse(instant), numericText(row.id)];
    },
  };
}

export function comparePositions(a: Position, b: Position): number {
  return compare(a[0], b[0]) || compare(a[1], b[1]);
}

function compare(a: number | string, b: number | string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Ids as text that sorts as the numbers do; they have 16 digits at most. */
export function numericText(id: string): string {
  return id.padStart(16, '0');
}
