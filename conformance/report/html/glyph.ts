import { html, raw } from 'hono/html';
import type { Html } from './template.ts';

/** Outlines on a 16-unit grid, drawn with the colour of the text around them. */
const GLYPHS = {
  bolt: '<path d="M9 1.8 3.5 9H8l-1 5.2L12.5 7H8z"/>',
  check: '<circle cx="8" cy="8" r="5.5"/><path d="m5.6 8.2 1.7 1.7 3.2-3.6"/>',
  clock: '<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3.2l2 1.3"/>',
  cross: '<circle cx="8" cy="8" r="5.5"/><path d="m6 6 4 4M10 6l-4 4"/>',
  dashed: '<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.6 1.72"/>',
  eye: '<path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8z"/><circle cx="8" cy="8" r="1.8"/>',
  minus: '<circle cx="8" cy="8" r="5.5"/><path d="M5.5 8h5"/>',
  pencil: '<path d="m3 13 .6-2.8L10.8 3 13 5.2 5.8 12.4zM9.3 4.5l2.2 2.2"/>',
  plus: '<circle cx="8" cy="8" r="5.5"/><path d="M8 5.5v5M5.5 8h5"/>',
  send: '<path d="M14 2 2 7.2l4.6 2.2L8.8 14zM14 2 6.6 9.4"/>',
  sliders:
    '<path d="M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6"/><circle cx="10" cy="5" r="1.5"/><circle cx="6" cy="11" r="1.5"/>',
  stamp: '<path d="M6.5 8.5 6 5a2 2 0 1 1 4 0l-.5 3.5M3.5 8.5h9v2.5h-9zM3.5 13.5h9"/>',
  swap: '<path d="M3 5.5h9.5L10 3M13 10.5H3.5L6 13"/>',
  trash: '<path d="M3 4.5h10M6 4.5v-2h4v2M4.2 4.5l.6 9h6.4l.6-9"/>',
  warning: '<path d="M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1"/>',
} as const;

export type GlyphName = keyof typeof GLYPHS;

/** A mark beside a word, never instead of one: hidden from screen readers. */
export function glyph(name: GlyphName): Html {
  return html`<svg class="glyph" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${raw(GLYPHS[name])}
  </svg>`;
}
