import { html } from 'hono/html';
import type { Outcome } from '../../commands/exit-code.ts';
import { printable } from '../printable.ts';
import type { Result } from '../report.ts';
import { OUTCOME_WORDS, STATUS_WORDS } from '../words.ts';
import type { Status } from '../words.ts';
import { glyph } from './glyph.ts';
import type { GlyphName } from './glyph.ts';
import type { Html } from './template.ts';

type Tone = 'grey' | 'blue' | 'violet' | 'amber' | 'red' | 'green';

interface Mark {
  glyph: GlyphName;
  tone: Tone;
}

const STATUS_MARKS: Readonly<Record<Status, Mark>> = {
  pass: { glyph: 'check', tone: 'green' },
  fail: { glyph: 'cross', tone: 'red' },
  warn: { glyph: 'warning', tone: 'amber' },
  not_tested: { glyph: 'minus', tone: 'grey' },
};

const OUTCOME_MARKS: Readonly<Record<Outcome, Mark>> = {
  holds: { glyph: 'check', tone: 'green' },
  violated: { glyph: 'cross', tone: 'red' },
  incomplete: { glyph: 'minus', tone: 'amber' },
  suite_failed: { glyph: 'warning', tone: 'red' },
};

/** The fixed colours, words and glyphs of effects. */
const EFFECT_MARKS: Readonly<Record<string, Mark & { word: string }>> = {
  read: { word: 'Read', glyph: 'eye', tone: 'grey' },
  create_draft: { word: 'Create draft', glyph: 'pencil', tone: 'blue' },
  create_live: { word: 'Create live', glyph: 'plus', tone: 'red' },
  modify: { word: 'Modify', glyph: 'swap', tone: 'amber' },
  delete: { word: 'Delete', glyph: 'trash', tone: 'red' },
  approve: { word: 'Approve', glyph: 'stamp', tone: 'violet' },
  activate: { word: 'Activate', glyph: 'bolt', tone: 'red' },
  schedule: { word: 'Schedule', glyph: 'clock', tone: 'amber' },
  send: { word: 'Send', glyph: 'send', tone: 'red' },
  settings: { word: 'Settings', glyph: 'sliders', tone: 'violet' },
};

/** What a result comes to: a word, a glyph and a tone. A known failure and a deferred requirement have their own. */
export function markOf({ status, check, known, applies }: Result): Mark & { word: string } {
  if (known !== undefined) return { word: 'known failure', glyph: 'clock', tone: 'violet' };
  if (check === 'deferred') return { word: 'deferred', glyph: 'dashed', tone: 'grey' };
  if (applies === false) return { word: 'does not apply', glyph: 'dashed', tone: 'grey' };
  return { word: STATUS_WORDS[status], ...STATUS_MARKS[status] };
}

export function resultMark(result: Result): Html {
  const { word, glyph: name, tone } = markOf(result);
  return html`<span class="status tone-${tone}">${glyph(name)} ${word}</span>`;
}

export function statusMark(status: Status): Html {
  const { glyph: name, tone } = STATUS_MARKS[status];
  return html`<span class="status tone-${tone}">${glyph(name)} ${STATUS_WORDS[status]}</span>`;
}

export function outcomeMark(outcome: Outcome): Html {
  const { glyph: name, tone } = OUTCOME_MARKS[outcome];
  return html`<span class="status tone-${tone}">${glyph(name)} ${OUTCOME_WORDS[outcome]}</span>`;
}

export function outcomeTone(outcome: Outcome): string {
  return `tone-${OUTCOME_MARKS[outcome].tone}`;
}

export function outcomeGlyph(outcome: Outcome): Html {
  return glyph(OUTCOME_MARKS[outcome].glyph);
}

export function effectMark(effect: string): Html {
  const mark = EFFECT_MARKS[effect] ?? { word: printable(effect), glyph: 'warning', tone: 'grey' };
  return html`<span class="effect tone-${mark.tone}">${glyph(mark.glyph)} ${mark.word}</span>`;
}
