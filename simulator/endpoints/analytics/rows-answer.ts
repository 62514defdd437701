import type { AnalyticsRow, DimensionKey, MetricKey } from '#contract/analytics.ts';
import type { AnalyticsWork } from '../../ports.ts';
import type { TenantCall } from '../define.ts';
import { listAnswer } from '../listing/list-answer.ts';
import { createLister } from '../../tenant/listing/lister.ts';
import type { Order } from '../../tenant/listing/order.ts';
import { Refusal } from '../refusal.ts';

const slice = createLister<AnalyticsRow>();
const IN_TIME: readonly DimensionKey[] = ['day', 'week', 'month'];

/** A page of rows: in the order of time where they are a series, else those with the most of the first metric first. */
export function rowsAnswer(
  call: TenantCall,
  query: { limit: number; cursor?: string | undefined },
  { rows, dimensions, first, basis }: AnalyticsWork,
) {
  const answer = listAnswer(call, query, {
    rows: rows(),
    order: orderOf(dimensions, first),
    slice,
    matches: () => true,
    show: (row) => row,
  });
  return answer instanceof Refusal ? answer : { ...answer, ...basis };
}

function orderOf(dimensions: readonly DimensionKey[], first: MetricKey): Order<AnalyticsRow> {
  const time = IN_TIME.find((dimension) => dimensions.includes(dimension));
  const key = (row: AnalyticsRow) => JSON.stringify(dimensions.map((one) => row.dimensions[one]?.id ?? null));
  return time === undefined
    ? {
        name: first,
        descending: true,
        position: (row) => [row.metrics[first] ?? Number.MIN_SAFE_INTEGER, key(row)],
      }
    : { name: time, descending: false, position: (row) => [row.dimensions[time]?.id ?? '', key(row)] };
}
