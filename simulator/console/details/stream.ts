import { html } from 'hono/html';
import type { Ref } from '#contract/entities/entity.ts';
import type { Stream } from '#contract/entities/stream.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { channelList } from '../../pages/components/channel-words.ts';
import type { GlyphName } from '../../pages/components/glyph.ts';
import { count, counted, percent, share } from '../../pages/components/number.ts';
import { section } from '../../pages/components/section.ts';
import { table, type Column } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import { time } from '../../pages/components/time.ts';
import { inWords } from '../../pages/components/words.ts';
import type { Html } from '../../pages/define.ts';
import type { FlowStep } from '../graph/flow.ts';
import { flowGraph } from '../graph/flow-graph.ts';
import { consolePath, refLink, type Place } from '../place.ts';
import { nextSteps, stepName, stepTable } from './steps.ts';
import { usersAmong } from './users-of.ts';
import { refList, type DetailOf } from './view.ts';

export const streamDetail: DetailOf<Collections['streams']> = (stream, place, asked) => ({
  lead: stream.objective,
  figure: flowGraph(drawnSteps(stream, place), asked.get('step')),
  facts: [
    ['Entry', refLink(place, 'target-groups', stream.entry_target_group)],
    ['Customers', count(stream.allocated_customers)],
    ['Control group', percent(stream.control_group_percent)],
    ['Channels', channelList(stream.channels)],
    ['Starts', stream.starts_at && time(stream.starts_at, place.tenant.time_zone)],
    ['Ends', stream.ends_at && time(stream.ends_at, place.tenant.time_zone)],
    ['Measured by', stream.kpis.length > 0 ? stream.kpis.join(', ') : null],
  ],
  sections: [
    section('Treatments', treatments(stream.treatments)),
    section('Steps', stepTable(stream.steps, stepColumns(place), asked)),
    section(
      'Campaigns',
      refList(
        place,
        'campaigns',
        usersAmong(place, 'campaigns', stream.campaigns, (campaign) => campaign.stream?.id === stream.id),
        'No campaign belongs to it.',
      ),
    ),
  ],
});

function treatments(rows: Stream['treatments']): Html {
  return table({
    caption: 'The share of the customers that gets each treatment.',
    rows,
    columns: [
      {
        head: 'Treatment',
        kind: 'name',
        cell: (row) =>
          html`${foreignText(row.name)}
          ${row.is_control && html`<span class="row-note">Control: gets nothing</span>`}`,
      },
      { head: 'Share', kind: 'number', cell: (row) => share(row.allocation_percent) },
    ],
  });
}

type Step = Stream['steps'][number];

const GLYPHS = {
  message: 'send',
  wait: 'hourglass',
  split: 'fork',
  exit: 'leave',
} as const satisfies Record<Step['type'], GlyphName>;

/** The steps, and before them who enters; the key of that first card is one that no step can have. */
function drawnSteps(stream: Collections['streams'], { tenant }: Place): FlowStep[] {
  const { entry_target_group: group, control_group_percent: control, steps } = stream;
  const [first] = steps;
  const path = (collection: keyof Collections, { id }: Ref) => consolePath(tenant.id, collection, id);
  const entry: FlowStep = {
    key: '',
    kind: 'Entry',
    glyph: 'enter',
    name: group.name,
    href: path('target-groups', group),
    note: control > 0 ? `${percent(control)} get nothing, to compare with` : undefined,
    next: first ? [{ to: first.key }] : [],
  };
  const drawn = steps.map((step): FlowStep => {
    const { key, type, channel, template, promotion } = step;
    return {
      key,
      kind: channel ? `${inWords(type)} · ${channelList([channel])}` : inWords(type),
      glyph: GLYPHS[type],
      name: template?.name ?? STEP_WORDS[type](step),
      href: template && path('templates', template),
      note: promotion && `with ${promotion.name}`,
      next: following(step),
    };
  });
  return [entry, ...drawn];
}

function stepColumns(place: Place): Column<Step>[] {
  return [
    { head: 'Step', kind: 'name', cell: ({ key, type }) => stepName(key, type) },
    { head: 'What happens', cell: (step) => stepText(step, place) },
    { head: 'Next', cell: (step) => nextSteps(following(step)) },
  ];
}

const STEP_WORDS: Readonly<Record<Step['type'], (step: Step) => string>> = {
  message: () => 'No template yet',
  wait: ({ wait_hours: hours }) => `Waits ${counted(hours ?? 0, 'hour')}`,
  split: () => 'Splits by chance',
  exit: () => 'Leaves the stream',
};

function stepText(step: Step, place: Place): Html | string {
  const { type, channel, template, promotion } = step;
  if (type !== 'message') return STEP_WORDS[type](step);
  return html`${channel && channelList([channel])} ${template && refLink(place, 'templates', template)}
  ${promotion && html`with ${refLink(place, 'promotions', promotion)}`}`;
}

function following({ next, next_alt: other, split_percent: part }: Step) {
  const others = other === undefined ? [] : [{ to: other, label: part ? percent(part) : undefined }];
  const first = next === undefined ? [] : [{ to: next, label: part ? percent(100 - part) : undefined }];
  return [...first, ...others];
}
