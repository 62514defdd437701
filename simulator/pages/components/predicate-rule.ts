import { html } from 'hono/html';
import type { Ref } from '#contract/entities/entity.ts';
import type { PredicateLeaf } from '#contract/entities/predicate.ts';
import type { Html } from '../define.ts';
import { CHANNEL_WORDS } from './channel-words.ts';
import { counted } from './number.ts';
import { foreignText } from './text.ts';

const OPERATOR_WORDS = {
  eq: 'is',
  ne: 'is not',
  gt: 'is more than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  between: 'is between',
  in: 'is one of',
  not_in: 'is none of',
  contains: 'contains',
  starts_with: 'starts with',
  exists: 'is known',
  not_exists: 'is not known',
  within_days: 'is within the last',
  not_within_days: 'is not within the last',
} as const;

/** What reads better of a list of one. */
const ONE_WORDS: Partial<Record<keyof typeof OPERATOR_WORDS, string>> = { in: 'is', not_in: 'is not' };

const KIND_WORDS = {
  attribute: 'Attribute',
  lifecycle_stage: 'Lifecycle stage',
  value_segment: 'Value segment',
  segment: 'Segment',
  event: 'Event',
  engagement: 'Engagement',
} as const satisfies Record<PredicateLeaf['type'], string>;

/** One rule: its kind, then what it asks, with keys in mono and values in bold. */
export function predicateRule(leaf: PredicateLeaf, segmentLink: (segment: Ref) => Html): Html {
  return html`<span class="predicate-kind">${KIND_WORDS[leaf.type]}</span>
    <span>${ruleText(leaf, segmentLink)}</span>`;
}

function ruleText(leaf: PredicateLeaf, segmentLink: (segment: Ref) => Html): Html {
  switch (leaf.type) {
    case 'attribute':
      return html`${key(leaf.attribute)} ${comparison(leaf.operator, leaf.value)}`;
    case 'lifecycle_stage':
    case 'value_segment':
      return comparison(leaf.operator, leaf.values);
    case 'segment':
      return html`${leaf.operator === 'in' ? 'in' : 'not in'} ${segmentLink(leaf.segment)}`;
    case 'event':
      return html`${measure(leaf)}
      ${comparison(leaf.operator, leaf.value)}${
        leaf.window_days !== undefined && ` in the last ${counted(leaf.window_days, 'day')}`
      }`;
    case 'engagement':
      return html`<strong>${leaf.operator === 'did_not' && 'not '}${leaf.action}</strong>
        ${leaf.action === 'converted' && 'after'} a message
        ${leaf.channel && html`by ${CHANNEL_WORDS[leaf.channel]}`} in the last
        ${counted(leaf.window_days, 'day')}`;
  }
}

function measure({ event, measure: kind, property }: Extract<PredicateLeaf, { type: 'event' }>): Html {
  if (kind === 'count') return html`number of ${key(event)}`;
  if (kind === 'days_since_last') return html`days since the last ${key(event)}`;
  return html`${kind} of ${key(property ?? 'value')} over ${key(event)}`;
}

type Scalar = string | number | boolean;

/** An operator in words and the values it compares with, in bold. */
export function comparison(
  operator: keyof typeof OPERATOR_WORDS,
  value: Scalar | readonly Scalar[] | undefined,
): Html {
  const values: readonly Scalar[] = value === undefined ? [] : [value].flat();
  const between = operator === 'between' ? ' and ' : ', ';
  return html`${values.length === 1 ? (ONE_WORDS[operator] ?? OPERATOR_WORDS[operator]) : OPERATOR_WORDS[operator]}
  ${values.map((one, index) => html`${index > 0 && between}<strong>${foreignText(String(one))}</strong>`)}
  ${operator.endsWith('within_days') && 'days'}`;
}

function key(name: string): Html {
  return html`<code>${foreignText(name)}</code>`;
}
