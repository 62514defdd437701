import { html } from 'hono/html';
import type { Channel, Template } from '#contract/entities/channel.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { channelList } from '../../pages/components/channel-words.ts';
import { count } from '../../pages/components/number.ts';
import { section } from '../../pages/components/section.ts';
import { table } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import type { Html } from '../../pages/define.ts';
import { channelSeen, ofChannel } from '../../tenant/channel-seen.ts';
import { rowsWith } from '../../tenant/table-index/rows-with.ts';
import { refLink } from '../place.ts';
import { carriersOf } from './users-of.ts';
import { refList, userList, type DetailOf } from './view.ts';

export const channelDetail: DetailOf<Collections['channels']> = (channel, place) => {
  const templates = rowsWith(place.visible('templates'), ofChannel(channel));
  const seen = channelSeen(channel, { brands: place.membership.brands, templates });
  return {
    json: seen,
    facts: [
      ['Kind', channelList([channel.kind])],
      ['Provider', foreignText(channel.provider)],
      ['Templates', count(seen.template_count)],
    ],
    sections: [
      section('Senders', senderTable(seen.senders)),
      section('Templates', refList(place, 'templates', templates, 'No template is made for it.')),
    ],
  };
};

function senderTable(rows: Channel['senders']): Html {
  if (rows.length === 0) return html`<p class="muted">None of your brands has a sender here.</p>`;
  return table({
    caption: 'Who the messages of each brand come from.',
    rows,
    columns: [
      { head: 'Brand', kind: 'name', cell: (row) => row.brand },
      { head: 'Name', cell: (row) => foreignText(row.name) },
      { head: 'Address', cell: (row) => html`<code>${foreignText(row.address)}</code>` },
    ],
  });
}

export const templateDetail: DetailOf<Collections['templates']> = (template, place) => ({
  facts: [
    ['Channel', refLink(place, 'channels', channelRef(template))],
    ['Language', html`<code>${template.language}</code>`],
    ['Subject', template.subject && foreignText(template.subject)],
  ],
  sections: [
    section('Text', html`<div class="message-text pre-line">${foreignText(template.body)}</div>`),
    section('Personalization', personalization(template.personalization)),
    section('Used in', userList(place, carriersOf(place, template))),
  ],
});

function channelRef({ channel, channel_id: id }: Pick<Template, 'channel' | 'channel_id'>) {
  return { id, name: channelList([channel]) };
}

function personalization(fields: readonly string[]): Html {
  if (fields.length === 0) return html`<p class="muted">The same for everybody.</p>`;
  return html`<ul class="tags">
    ${fields.map((name) => html`<li class="tag mono">${foreignText(name)}</li>`)}
  </ul>`;
}
