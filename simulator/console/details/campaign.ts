import { html } from 'hono/html';
import type { Campaign } from '#contract/entities/campaign.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { channelList } from '../../pages/components/channel-words.ts';
import { facts } from '../../pages/components/facts.ts';
import { count, counted, percent, share } from '../../pages/components/number.ts';
import { section } from '../../pages/components/section.ts';
import { statusMark } from '../../pages/components/status-mark.ts';
import { table } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import { shortTime, time } from '../../pages/components/time.ts';
import { inWords } from '../../pages/components/words.ts';
import type { Html } from '../../pages/define.ts';
import { refLink, type Place } from '../place.ts';
import { refList, type DetailOf } from './view.ts';

type Content = NonNullable<Campaign['actions'][number]['messages'][number]['content']>;

const SCHEDULE_WORDS = { one_time: 'Once', recurring: 'Recurring', on_event: 'On an event' } as const;

export const campaignDetail: DetailOf<Collections['campaigns']> = (campaign, place) => ({
  lead: campaign.objective,
  facts: [
    ['Type', inWords(campaign.type)],
    ['Channels', channelList(campaign.channels)],
    ['Audience', refLink(place, 'target-groups', campaign.target_group)],
    ['Control group', percent(campaign.control_group_percent)],
    ['Duration', counted(campaign.duration_days, 'day')],
    ['Lead time', counted(campaign.lead_time_days, 'day')],
    ['Trigger', campaign.trigger && refLink(place, 'triggers', campaign.trigger)],
    ['Stream', campaign.stream && refLink(place, 'streams', campaign.stream)],
    ['Tags', campaign.tags.length > 0 ? tags(campaign.tags) : null],
  ],
  sections: [
    section('Actions', actions(campaign.actions, place)),
    section('Schedule', schedule(campaign.schedule)),
    section('Approval', approval(campaign.approval, place)),
    section('Occurrences', occurrences(campaign.occurrences, place)),
    section(
      'Exclusions',
      refList(place, 'target-groups', campaign.exclusions, 'Nobody of the audience is excluded.'),
    ),
    ...(campaign.notes
      ? [section('Notes', html`<p class="prose pre-line">${foreignText(campaign.notes)}</p>`)]
      : []),
  ],
});

function tags(words: readonly string[]): Html {
  return html`<ul class="tags">
    ${words.map((word) => html`<li class="tag">${foreignText(word)}</li>`)}
  </ul>`;
}

function actions(rows: Campaign['actions'], place: Place): Html {
  return table({
    caption: 'What the audience gets, and the share of it that gets each.',
    rows,
    columns: [
      {
        head: 'Action',
        kind: 'name',
        cell: (row) =>
          html`${foreignText(row.name)}
          ${row.is_control && html`<span class="row-note">Control: sends nothing</span>`}`,
      },
      { head: 'Share', kind: 'number', cell: (row) => share(row.share_percent) },
      {
        head: 'Messages',
        cell: ({ messages }) =>
          messages.length === 0
            ? '–'
            : html`<ul>
                ${messages.map(
                  ({ channel, template, content, send_time: at }) =>
                    html`<li>
                      ${channelList([channel])}:
                      ${template ? refLink(place, 'templates', template) : 'no template'}
                      ${at && html`<span class="muted">at ${at}</span>`} ${content && contentFacts(content)}
                    </li>`,
                )}
              </ul>`,
      },
      {
        head: 'Promotion',
        cell: ({ promotion }) =>
          promotion
            ? html`${refLink(place, 'promotions', promotion)} <code>${foreignText(promotion.code)}</code>`
            : '–',
      },
    ],
  });
}

/** What was written for this campaign alone; its address is shown and not linked, since nobody looked at it yet. */
function contentFacts({ subject, body, cta_url: address }: Content): Html {
  return facts([
    ['Subject', subject && foreignText(subject)],
    ['Text', body && html`<span class="pre-line">${foreignText(body)}</span>`],
    ['Button leads to', address && html`<code>${foreignText(address)}</code>`],
  ]);
}

function schedule(plan: Campaign['schedule']): Html {
  if (!plan) return html`<p class="muted">Not scheduled.</p>`;
  return facts([
    ['Runs', SCHEDULE_WORDS[plan.kind]],
    ['Starts', time(plan.starts_at, plan.time_zone)],
    ['Ends', plan.ends_at && time(plan.ends_at, plan.time_zone)],
    ['Recurrence', plan.recurrence && foreignText(plan.recurrence)],
  ]);
}

function approval({ state, by, at }: Campaign['approval'], { tenant }: Place): Html {
  return facts([
    ['State', statusMark(state)],
    [state === 'rejected' ? 'Rejected by' : 'Approved by', by && foreignText(by)],
    ['At', at && time(at, tenant.time_zone)],
  ]);
}

function occurrences(rows: Campaign['occurrences'], { tenant }: Place): Html {
  if (rows.length === 0) return html`<p class="muted">Has not run yet.</p>`;
  return table({
    caption: `The newest first, at most 10. Times are in ${tenant.time_zone}.`,
    rows,
    columns: [
      { head: 'Executed', kind: 'name', cell: (row) => shortTime(row.executed_at, tenant.time_zone) },
      {
        head: 'Status',
        cell: (row) =>
          html`${statusMark(row.status)}
          ${row.error && html`<span class="row-note">${foreignText(row.error)}</span>`}`,
      },
      { head: 'Targeted', kind: 'number', cell: (row) => count(row.targeted) },
      { head: 'Control', kind: 'number', cell: (row) => count(row.control) },
    ],
  });
}
