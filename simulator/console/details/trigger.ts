import { html } from 'hono/html';
import type { Trigger } from '#contract/entities/trigger.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { channelList } from '../../pages/components/channel-words.ts';
import { facts } from '../../pages/components/facts.ts';
import { count, counted } from '../../pages/components/number.ts';
import { comparison } from '../../pages/components/predicate-rule.ts';
import { section } from '../../pages/components/section.ts';
import { foreignText } from '../../pages/components/text.ts';
import type { Html } from '../../pages/define.ts';
import { refLink } from '../place.ts';
import { usersAmong } from './users-of.ts';
import { refList, type DetailOf } from './view.ts';

const KIND_WORDS = {
  simple: 'The event happens',
  repeated: 'The event happens again and again',
  uncompleted_sequence: 'The event happens and the expected one does not follow',
} as const;

export const triggerDetail: DetailOf<Collections['triggers']> = (trigger, place) => ({
  lead: trigger.description,
  facts: [
    ['Event', html`<code>${foreignText(trigger.event)}</code>`],
    ['Fires when', KIND_WORDS[trigger.kind]],
    ['Expected event', trigger.expected_event && html`<code>${foreignText(trigger.expected_event)}</code>`],
    ['Within', trigger.time_frame_hours && counted(trigger.time_frame_hours, 'hour')],
    ['At most', trigger.frequency_cap && frequency(trigger.frequency_cap)],
    ['Channels', channelList(trigger.channels)],
    ['Audience', trigger.target_group && refLink(place, 'target-groups', trigger.target_group)],
  ],
  sections: [
    section('Conditions', conditions(trigger.conditions)),
    section(
      'Fired',
      facts([
        ['Last 24 hours', count(trigger.fire_counts.last_24h)],
        ['Last 7 days', count(trigger.fire_counts.last_7d)],
        ['Last 30 days', count(trigger.fire_counts.last_30d)],
      ]),
    ),
    section(
      'Campaigns',
      refList(
        place,
        'campaigns',
        usersAmong(place, 'campaigns', trigger.campaigns, (campaign) => campaign.trigger?.id === trigger.id),
        'No campaign waits for it.',
      ),
    ),
  ],
});

function frequency({ max, per }: NonNullable<Trigger['frequency_cap']>): string {
  return `${counted(max, 'time')} per ${per === 'lifetime' ? 'customer, ever' : `customer and ${per}`}`;
}

function conditions(rows: Trigger['conditions']): Html {
  if (rows.length === 0) return html`<p class="muted">Every such event counts.</p>`;
  return html`<ul class="predicate">
    ${rows.map(
      ({ property, operator, value }) =>
        html`<li><code>${foreignText(property)}</code> ${comparison(operator, value)}</li>`,
    )}
  </ul>`;
}
