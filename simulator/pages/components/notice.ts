import { html } from 'hono/html';
import type { Html } from '../define.ts';
import { glyph, type GlyphName } from './glyph.ts';

export type Tone = 'grey' | 'blue' | 'violet' | 'amber' | 'red' | 'green';

export interface Notice {
  tone: Tone;
  glyph: GlyphName;
  title: string;
  body?: Html | string | undefined;
  /** `alert` for what went wrong just now, `status` for what was done just now; neither for what simply is so. */
  role?: 'alert' | 'status' | undefined;
}

/** A message set apart from the page by its tone, glyph and title. */
export function notice({ tone, glyph: name, title, body, role }: Notice): Html {
  return html`<div class="notice tone-${tone}" ${role && html`role="${role}"`}>
    ${glyph(name)}
    <div>
      <p class="notice-title">${title}</p>
      ${body}
    </div>
  </div>`;
}
