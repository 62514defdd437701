import { html, raw } from 'hono/html';
import type { Html } from '../define.ts';

/** Outlines on a 16-unit grid, drawn with the colour of the text around them. */
const GLYPHS = {
  dashed: '<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.6 1.72"/>',
  hourglass:
    '<path d="M4.5 2.5h7M4.5 13.5h7M5.5 2.5c0 3 5 3.6 5 5.5s-5 2.5-5 5.5M10.5 2.5c0 3-5 3.6-5 5.5s5 2.5 5 5.5"/>',
  clock: '<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3.2l2 1.3"/>',
  progress: '<circle cx="8" cy="8" r="5.5"/><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>',
  filled: '<circle cx="8" cy="8" r="5" fill="currentColor"/>',
  check: '<circle cx="8" cy="8" r="5.5"/><path d="m5.6 8.2 1.7 1.7 3.2-3.6"/>',
  cross: '<circle cx="8" cy="8" r="5.5"/><path d="m6 6 4 4M10 6l-4 4"/>',
  minus: '<circle cx="8" cy="8" r="5.5"/><path d="M5.5 8h5"/>',
  pause: '<circle cx="8" cy="8" r="5.5"/><path d="M6.7 6v4M9.3 6v4"/>',
  square: '<rect x="3.5" y="3.5" width="9" height="9" rx="1"/>',
  box: '<path d="M2.5 4h11v2.5h-11zM3.5 6.5v6h9v-6M6.5 9h3"/>',
  warning: '<path d="M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1"/>',
  eye: '<path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8z"/><circle cx="8" cy="8" r="1.8"/>',
  pencil: '<path d="m3 13 .6-2.8L10.8 3 13 5.2 5.8 12.4zM9.3 4.5l2.2 2.2"/>',
  plus: '<circle cx="8" cy="8" r="5.5"/><path d="M8 5.5v5M5.5 8h5"/>',
  stamp: '<path d="M6.5 8.5 6 5a2 2 0 1 1 4 0l-.5 3.5M3.5 8.5h9v2.5h-9zM3.5 13.5h9"/>',
  sliders:
    '<path d="M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6"/><circle cx="10" cy="5" r="1.5"/><circle cx="6" cy="11" r="1.5"/>',
  bolt: '<path d="M9 1.8 3.5 9H8l-1 5.2L12.5 7H8z"/>',
  send: '<path d="M14 2 2 7.2l4.6 2.2L8.8 14zM14 2 6.6 9.4"/>',
  trash: '<path d="M3 4.5h10M6 4.5v-2h4v2M4.2 4.5l.6 9h6.4l.6-9"/>',
  swap: '<path d="M3 5.5h9.5L10 3M13 10.5H3.5L6 13"/>',
  enter: '<path d="M8 3.5h4.5v9H8M2.5 8H10M7.5 5.5 10 8l-2.5 2.5"/>',
  leave: '<path d="M8 3.5H3.5v9H8M6.5 8h7M11 5.5 13.5 8 11 10.5"/>',
  fork: '<path d="M2.5 8h4l4-4h3M6.5 8l4 4h3"/>',
  megaphone: '<path d="M3 6.5v3h2.5l6 3v-9l-6 3zM6 9.7v3"/>',
  chevron: '<path d="m5 6.5 3 3 3-3"/>',
  search: '<circle cx="7" cy="7" r="4"/><path d="m10 10 3.5 3.5"/>',
} as const;

export type GlyphName = keyof typeof GLYPHS;

/** A mark beside a word, never instead of one: hidden from screen readers. */
export function glyph(name: GlyphName): Html {
  return html`<svg
    class="glyph"
    viewBox="0 0 16 16"
    width="16"
    height="16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${raw(GLYPHS[name])}
  </svg>`;
}
