import { html } from 'hono/html';
import type { Stream } from '#contract/entities/stream.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { channelList } from '../../pages/components/channel-words.ts';
import { count, counted, percent, share } from '../../pages/components/number.ts';
import { section } from '../../pages/components/section.ts';
import { table } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import { time } from '../../pages/components/time.ts';
import type { Html } from '../../pages/define.ts';
import { refLink, type Place } from '../place.ts';
import { nextSteps, stepName } from './steps.ts';
import { refList, type DetailOf } from './view.ts';

export const streamDetail: DetailOf<Collections['streams']> = (stream, place) => ({
  lead: stream.objective,
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
    section('Steps', steps(stream.steps, place)),
    section('Campaigns', refList(place, 'campaigns', stream.campaigns, 'No campaign belongs to it.')),
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

function steps(rows: Stream['steps'], place: Place): Html {
  return table<Step>({
    caption: 'Each step, and the steps that may follow it.',
    rows,
    id: ({ key }) => `step-${key}`,
    columns: [
      { head: 'Step', kind: 'name', cell: ({ key, type }) => stepName(key, type) },
      { head: 'What happens', cell: (step) => stepText(step, place) },
      { head: 'Next', cell: (step) => nextSteps(following(step)) },
    ],
  });
}

function stepText(step: Step, place: Place): Html {
  switch (step.type) {
    case 'message':
      return html`${step.channel && channelList([step.channel])}
      ${step.template && refLink(place, 'templates', step.template)}
      ${step.promotion && html`with ${refLink(place, 'promotions', step.promotion)}`}`;
    case 'wait':
      return html`Waits ${counted(step.wait_hours ?? 0, 'hour')}`;
    case 'split':
      return html`Splits the customers by chance`;
    case 'exit':
      return html`Leaves the stream`;
  }
}

function following({ next, next_alt: other, split_percent: part }: Step) {
  const others = other === undefined ? [] : [{ to: other, label: part ? percent(part) : undefined }];
  const first = next === undefined ? [] : [{ to: next, label: part ? percent(100 - part) : undefined }];
  return [...first, ...others];
}
