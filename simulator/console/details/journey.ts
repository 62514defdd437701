import { html } from 'hono/html';
import type { Ref } from '#contract/entities/entity.ts';
import type { Journey } from '#contract/entities/journey.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { channelList } from '../../pages/components/channel-words.ts';
import type { GlyphName } from '../../pages/components/glyph.ts';
import { count, counted } from '../../pages/components/number.ts';
import { predicateTree } from '../../pages/components/predicate-tree.ts';
import { section } from '../../pages/components/section.ts';
import { table, type Column } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import { time } from '../../pages/components/time.ts';
import { inWords } from '../../pages/components/words.ts';
import type { Html } from '../../pages/define.ts';
import { predicateWords } from '../../tenant/predicate-words.ts';
import type { FlowStep } from '../graph/flow.ts';
import { flowGraph } from '../graph/flow-graph.ts';
import { consolePath, refLink, type Place } from '../place.ts';
import { nextSteps, stepName, stepTable } from './steps.ts';
import type { DetailOf } from './view.ts';

export const journeyDetail: DetailOf<Collections['journeys']> = (journey, place, asked) => ({
  lead: journey.description,
  figure: flowGraph(drawnSteps(journey, place), asked.get('step')),
  facts: [
    ['Active customers', count(journey.active_customers)],
    ['Channels', channelList(journey.channels)],
    ['Entry', entry(journey.entry, place)],
    [
      'Enters again',
      journey.entry.reentry_days === null ? 'never' : `after ${counted(journey.entry.reentry_days, 'day')}`,
    ],
    ['Starts', journey.starts_at && time(journey.starts_at, place.tenant.time_zone)],
    ['Ends', journey.ends_at && time(journey.ends_at, place.tenant.time_zone)],
  ],
  sections: [
    section('Steps', stepTable(journey.nodes, stepColumns(place), asked)),
    section('Exit rules', exitRules(journey.exit_rules)),
    section('Goals', goals(journey.goals)),
  ],
});

function entry({ kind, ref, event }: Journey['entry'], place: Place): Html | null {
  if (kind === 'event') return event === null ? null : html`on <code>${foreignText(event)}</code>`;
  return ref && refLink(place, kind === 'segment' ? 'segments' : 'target-groups', ref);
}

type Node = Journey['nodes'][number];

const GLYPHS = {
  entry: 'enter',
  message: 'send',
  campaign: 'megaphone',
  wait: 'hourglass',
  decision: 'fork',
  exit: 'leave',
} as const satisfies Record<Node['type'], GlyphName>;

function drawnSteps({ nodes, entry: { kind, ref } }: Collections['journeys'], place: Place): FlowStep[] {
  const path = (collection: keyof Collections, to: Ref | null | undefined) =>
    to ? consolePath(place.tenant.id, collection, to.id) : undefined;
  return nodes.map(({ key, type, label, channel, template, campaign, condition, next }) => ({
    key,
    kind: channel ? `${inWords(type)} · ${channelList([channel])}` : inWords(type),
    glyph: GLYPHS[type],
    name: label,
    href:
      path('campaigns', campaign) ??
      path('templates', template) ??
      (type === 'entry' ? path(kind === 'segment' ? 'segments' : 'target-groups', ref) : undefined),
    note: condition && predicateWords(condition, place.schema),
    next,
  }));
}

function stepColumns(place: Place): Column<Node>[] {
  return [
    { head: 'Step', kind: 'name', cell: ({ key, type }) => stepName(key, type) },
    { head: 'What happens', cell: (node) => nodeText(node, place) },
    { head: 'Next', cell: ({ next }) => nextSteps(next) },
  ];
}

function nodeText(node: Node, place: Place): Html {
  return html`${foreignText(node.label)}
    <div class="row-note">
      ${node.channel && channelList([node.channel])}
      ${node.template && refLink(place, 'templates', node.template)}
      ${node.campaign && refLink(place, 'campaigns', node.campaign)}
      ${node.wait_hours && `Waits ${counted(node.wait_hours, 'hour')}`}
    </div>
    ${node.condition && predicateTree(node.condition, (segment) => refLink(place, 'segments', segment))}`;
}

function exitRules(rules: readonly string[]): Html {
  if (rules.length === 0) return html`<p class="muted">Customers leave at the last step only.</p>`;
  return html`<ul class="links">
    ${rules.map((rule) => html`<li>${foreignText(rule)}</li>`)}
  </ul>`;
}

function goals(rows: Journey['goals']): Html {
  if (rows.length === 0) return html`<p class="muted">No goals are set.</p>`;
  return table({
    caption: 'What the journey is to reach.',
    rows,
    columns: [
      { head: 'Goal', kind: 'name', cell: (row) => foreignText(row.name) },
      { head: 'Metric', cell: (row) => html`<code>${foreignText(row.metric)}</code>` },
      { head: 'Target', kind: 'number', cell: (row) => count(row.target) },
    ],
  });
}
