import { html } from 'hono/html';
import type { Ref } from '#contract/entities/entity.ts';
import type { Predicate } from '#contract/entities/predicate.ts';
import type { Html } from '../define.ts';
import { predicateRule } from './predicate-rule.ts';

const GROUP_WORDS = {
  and: { word: 'AND', meaning: 'all of these hold' },
  or: { word: 'OR', meaning: 'at least one of these holds' },
  not: { word: 'NOT', meaning: 'this does not hold' },
} as const;

/** Who belongs: nested groups labelled AND, OR and NOT, each rule on a line of its own. */
export function predicateTree(predicate: Predicate, segmentLink: (segment: Ref) => Html): Html {
  return html`<ul class="predicate">
    ${branch(predicate, segmentLink)}
  </ul>`;
}

function branch(predicate: Predicate, segmentLink: (segment: Ref) => Html): Html {
  switch (predicate.type) {
    case 'and':
    case 'or':
      return group(predicate.type, predicate.children, segmentLink);
    case 'not':
      return group('not', [predicate.child], segmentLink);
    case 'attribute':
    case 'lifecycle_stage':
    case 'value_segment':
    case 'segment':
    case 'event':
    case 'engagement':
      return html`<li class="predicate-rule">${predicateRule(predicate, segmentLink)}</li>`;
  }
}

function group(
  type: keyof typeof GROUP_WORDS,
  children: readonly Predicate[],
  segmentLink: (segment: Ref) => Html,
): Html {
  const { word, meaning } = GROUP_WORDS[type];
  return html`<li class="predicate-group predicate-group-${type}">
    <p><span class="predicate-word">${word}</span> <span class="muted">${meaning}</span></p>
    <ul>
      ${children.map((child) => branch(child, segmentLink))}
    </ul>
  </li>`;
}
