import { html } from 'hono/html';
import type { Ref } from '#contract/entities/entity.ts';
import type { Predicate } from '#contract/entities/predicate.ts';
import type { Html } from '../define.ts';
import { counted } from './number.ts';
import { predicateRule } from './predicate-rule.ts';

const GROUP_WORDS = {
  and: { word: 'AND', meaning: 'all of these hold' },
  or: { word: 'OR', meaning: 'at least one of these holds' },
  not: { word: 'NOT', meaning: 'this does not hold' },
} as const;

/** More rules than this nobody reads; their number is told. */
const MOST_RULES = 200;
/** A deeper tree may need to scroll, with the keyboard too. */
const DEEP = 6;

interface Drawing {
  segmentLink: (segment: Ref) => Html;
  /** How many more rules there is room for. */
  room: number;
}

/** Who belongs, as a tree: each group under its word, AND, OR or NOT, and joined by lines to its parts. */
export function predicateTree(predicate: Predicate, segmentLink: (segment: Ref) => Html): Html {
  const tree = html`<ul class="predicate">
    ${branch(predicate, { segmentLink, room: MOST_RULES })}
  </ul>`;
  return depthOf(predicate) > DEEP
    ? html`<div class="predicate-deep" role="region" aria-label="Rules as a tree" tabindex="0">${tree}</div>`
    : tree;
}

function depthOf(predicate: Predicate): number {
  if (predicate.type === 'not') return 1 + depthOf(predicate.child);
  if (predicate.type !== 'and' && predicate.type !== 'or') return 1;
  return 1 + Math.max(0, ...predicate.children.map(depthOf));
}

function branch(predicate: Predicate, drawing: Drawing): Html {
  switch (predicate.type) {
    case 'and':
    case 'or':
      return group(predicate.type, predicate.children, drawing);
    case 'not':
      return group('not', [predicate.child], drawing);
    case 'attribute':
    case 'lifecycle_stage':
    case 'value_segment':
    case 'segment':
    case 'event':
    case 'engagement':
      drawing.room -= 1;
      return html`<li class="predicate-rule">${predicateRule(predicate, drawing.segmentLink)}</li>`;
  }
}

function group(type: keyof typeof GROUP_WORDS, children: readonly Predicate[], drawing: Drawing): Html {
  const { word, meaning } = GROUP_WORDS[type];
  const drawn = children.map((child) => (drawing.room > 0 ? branch(child, drawing) : null));
  const left = children.filter((_, at) => drawn[at] === null);
  const rules = left.reduce((sum, child) => sum + ruleCount(child), 0);
  return html`<li class="predicate-group predicate-group-${type}">
    <p><span class="predicate-word">${word}</span> <span class="muted">${meaning}</span></p>
    <ul>
      ${drawn} ${rules > 0 && html`<li class="predicate-more">and ${counted(rules, 'more rule')}</li>`}
    </ul>
  </li>`;
}

function ruleCount(predicate: Predicate): number {
  if (predicate.type === 'not') return ruleCount(predicate.child);
  if (predicate.type !== 'and' && predicate.type !== 'or') return 1;
  return predicate.children.reduce((sum, child) => sum + ruleCount(child), 0);
}
