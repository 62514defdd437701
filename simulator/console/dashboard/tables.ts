import { html } from 'hono/html';
import { count, money, rate } from '../../pages/components/number.ts';
import { table, type Column } from '../../pages/components/table.ts';
import type { Html } from '../../pages/define.ts';
import { sparkline } from '../plots/lines.ts';
import { refLink, type Place } from '../place.ts';
import type { Choice } from './choice.ts';
import { daysOf } from './dates.ts';
import { channelWord } from './plots.ts';
import type { DashboardResults, Numbers, Row } from './results.ts';

/** How each channel did. */
export function channelTable(
  { channels, channelDays }: DashboardResults,
  { tenant }: Place,
  choice: Choice,
): Html {
  const days = daysOf(choice);
  const spark = (id: string) => {
    const delivered = new Map(channelDays.get(id)?.map((day) => [day.id, day.numbers.delivered ?? 0]));
    return sparkline(days.map((day) => delivered.get(day) ?? 0));
  };
  return table<Row>({
    caption: 'Rates are percents of messages delivered, or of customers treated for conversion.',
    rows: channels,
    columns: [
      { head: 'Channel', kind: 'name', cell: ({ id }) => channelWord(id) },
      { head: 'Day by day', cell: ({ id }) => spark(id) },
      number('Delivered', ({ delivered }) => delivered, count),
      number('Opened', ({ open_rate: value }) => value, rate),
      number('Clicked', ({ click_rate: value }) => value, rate),
      number('Converted', ({ conversion_rate: value }) => value, rate),
      upliftColumn(tenant.currency),
    ],
  });
}

/** The campaigns with most uplift. */
export function campaignTable({ campaigns }: DashboardResults, place: Place): Html {
  return table<Row>({
    caption: 'The ten with the highest revenue uplift against their control groups.',
    rows: campaigns,
    columns: [
      { head: 'Campaign', kind: 'name', cell: (row) => refLink(place, 'campaigns', row) },
      number('Delivered', ({ delivered }) => delivered, count),
      number('Opened', ({ open_rate: value }) => value, rate),
      number('Converted', ({ conversion_rate: value }) => value, rate),
      upliftColumn(place.tenant.currency),
    ],
  });
}

function upliftColumn(currency: string): Column<Row> {
  return number(
    'Revenue uplift',
    ({ uplift }) => uplift,
    (value) => money(Math.round(value), currency, 0),
  );
}

function number(
  head: string,
  read: (numbers: Numbers) => number | null | undefined,
  write: (value: number) => string,
): Column<Row> {
  return {
    head,
    kind: 'number',
    cell({ numbers }) {
      const value = read(numbers);
      return value == null ? html`<span class="muted">–</span>` : write(value);
    },
  };
}
