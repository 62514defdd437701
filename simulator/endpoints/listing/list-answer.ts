import type { Envelope, PageInfo } from '#contract/page.ts';
import type { Criterion } from '../../tenant/table-index/criterion.ts';
import type { TenantCall } from '../define.ts';
import { invalidParameter } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { openCursor, sealCursor } from './cursor.ts';
import { envelope } from './envelope.ts';
import type { SliceRequest, Slice } from '../../tenant/listing/lister.ts';
import type { Order } from '../../tenant/listing/order.ts';

interface Paging {
  limit: number;
  cursor?: string | undefined;
}

/** The page of a list that a query asks for. A cursor is bound to the address, the user, the order and every filter. */
export function listAnswer<Row extends object, Shown extends object>(
  call: TenantCall,
  query: Paging,
  list: {
    rows: readonly Row[];
    order: Order<NoInfer<Row>>;
    slice: (request: SliceRequest<Row>) => Slice<Row>;
    matches: (row: Row) => boolean;
    /** What `matches` asks for, where it can be said so: then long lists are not walked for it. */
    criteria?: readonly Criterion<Row>[];
    /** The row as it leaves the API, before the answer's schema takes its part of it. */
    show: (row: Row) => Shown;
  },
): (Envelope & { items: Shown[]; page: PageInfo }) | Refusal {
  const { limit, cursor, ...filters } = query;
  const seed = call.world.seed;
  const binding = { path: call.url.pathname, user: call.user.id, order: list.order.name, filters };
  const after = cursor === undefined ? null : openCursor(seed, binding, cursor);
  if (cursor !== undefined && after === null) {
    return invalidParameter(
      'The cursor was altered, or comes from another list, filter, sort order or user. Repeat the call without it.',
      { parameter: 'cursor' },
    );
  }

  const { items, total, next } = list.slice({
    rows: list.rows,
    order: list.order,
    matches: list.matches,
    ...(list.criteria && { criteria: list.criteria }),
    filterKey: JSON.stringify(filters),
    after,
    limit,
  });
  return {
    ...envelope(call),
    items: items.map(list.show),
    page: {
      returned: items.length,
      total,
      has_more: next !== null,
      ...(next !== null && { next_cursor: sealCursor(seed, binding, next) }),
    },
  };
}
