import { channelKindSchema } from '#contract/entities/entity.ts';
import { CHANNEL_WORDS } from '../../pages/components/channel-words.ts';
import { count, countInShort, percent, rate } from '../../pages/components/number.ts';
import { inWords } from '../../pages/components/words.ts';
import type { Html } from '../../pages/define.ts';
import { weekOf } from '../../tenant/analytics/calendar.ts';
import { lines } from '../plots/lines.ts';
import type { Axis } from '../plots/series.ts';
import { stackedColumns } from '../plots/stacked-columns.ts';
import type { Choice } from './choice.ts';
import { daysOf, longDay, shortDay, weeksOf } from './dates.ts';
import { stepOf, type DashboardResults, type Numbers, type Row } from './results.ts';

/** Its colour is the channel's own, wherever it stands. */
function toneOf(channel: string): string {
  const kinds: readonly string[] = channelKindSchema.options;
  return `series-${kinds.indexOf(channel) + 1}`;
}

/** The word of a channel by its id. */
export function channelWord(id: string): string {
  const { data } = channelKindSchema.safeParse(id);
  return data ? inWords(CHANNEL_WORDS[data]) : id;
}

/** How many messages each channel brought to customers, day by day. */
export function deliveredPlot({ channels, channelDays, total }: DashboardResults, choice: Choice): Html {
  const days = daysOf(choice);
  const [first] = channels;
  const all = total.delivered ?? 0;
  const share = (100 * (first?.numbers.delivered ?? 0)) / Math.max(1, all);
  return stackedColumns({
    finding: first
      ? `${channelWord(first.id)} brought ${percent(Math.round(share))} of ${count(all)} messages delivered`
      : 'No message was delivered',
    measure: 'Messages delivered each day by channel, the largest at the bottom',
    axis: { labels: days.map(shortDay), names: days.map(longDay), unit: 'Day' },
    series: channels.map(({ id }) => ({
      label: channelWord(id),
      tone: toneOf(id),
      values: valuesAt(channelDays.get(id) ?? [], days, ({ delivered }) => delivered),
    })),
    write: count,
    writeShort: countInShort,
  });
}

/** How many of the messages delivered were opened and clicked. */
export function ratesPlot({ steps, total }: DashboardResults, choice: Choice): Html {
  const { axis, ids } = stepAxis(choice);
  const [opened, clicked] = [total.open_rate ?? null, total.click_rate ?? null];
  return lines({
    finding:
      opened === null || clicked === null
        ? 'No message was delivered'
        : `${rate(opened)} of messages were opened, ${rate(clicked)} clicked`,
    measure: `Percent of messages delivered, ${perStep(choice)}`,
    axis,
    series: [
      { label: 'Open rate', tone: 'series-1', values: valuesAt(steps, ids, ({ open_rate: value }) => value) },
      {
        label: 'Click rate',
        tone: 'series-2',
        values: valuesAt(steps, ids, ({ click_rate: value }) => value),
      },
    ],
    write: rate,
    writeShort: percent,
  });
}

/** What campaigns achieved, held against customers who got nothing. */
export function conversionPlot({ steps, total }: DashboardResults, choice: Choice): Html {
  const { axis, ids } = stepAxis(choice);
  const uplift = total.conversion_uplift ?? null;
  return lines({
    finding:
      uplift === null
        ? 'No campaign had a control group to compare with'
        : `Treated customers converted ${count(Math.abs(uplift))} points ${uplift < 0 ? 'less' : 'more'} than control groups`,
    measure: `Percent of customers that converted, ${perStep(choice)}`,
    axis,
    series: [
      {
        label: 'Treated',
        tone: 'series-1',
        values: valuesAt(steps, ids, ({ conversion_rate: value }) => value),
      },
      {
        label: 'Control group',
        tone: 'series-control',
        values: valuesAt(steps, ids, ({ control_conversion_rate: value }) => value),
      },
    ],
    write: rate,
    writeShort: percent,
  });
}

function perStep(choice: Choice): string {
  return stepOf(choice) === 'day' ? 'day by day' : 'week by week, whole weeks alone';
}

function stepAxis(choice: Choice): { axis: Axis; ids: string[] } {
  if (stepOf(choice) === 'day') {
    const days = daysOf(choice);
    return { axis: { labels: days.map(shortDay), names: days.map(longDay), unit: 'Day' }, ids: days };
  }
  const weeks = weeksOf(choice);
  const names = weeks.map((day) => `from ${longDay(day)}`);
  return { axis: { labels: weeks.map(shortDay), names, unit: 'Week' }, ids: weeks.map(weekOf) };
}

function valuesAt(
  rows: readonly Row[],
  ids: readonly string[],
  read: (numbers: Numbers) => number | null | undefined,
): (number | null)[] {
  const values = new Map(rows.map(({ id, numbers }) => [id, read(numbers) ?? null]));
  return ids.map((id) => values.get(id) ?? null);
}
