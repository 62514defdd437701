import { html } from 'hono/html';
import type { Effect } from '#contract/effects.ts';
import type { Html } from '../define.ts';
import type { GlyphName } from './glyph.ts';
import { glyph } from './glyph.ts';
import type { Tone } from './notice.ts';

/** The fixed colours, words and glyphs of effects, in journal, reports and matrices alike. */
export const EFFECT_MARKS: Readonly<Record<Effect, { word: string; glyph: GlyphName; tone: Tone }>> = {
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

export function effectMark(effect: Effect): Html {
  const { word, glyph: name, tone } = EFFECT_MARKS[effect];
  return html`<span class="effect tone-${tone}">${glyph(name)} ${word}</span>`;
}
