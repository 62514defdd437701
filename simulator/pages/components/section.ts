import { html } from 'hono/html';
import type { Html } from '../define.ts';

/** A part of a page under a heading of its own. */
export function section(heading: string, body: Html | readonly Html[]): Html {
  return html`<section class="section">
    <h2>${heading}</h2>
    ${body}
  </section>`;
}

/** What stands where a list has nothing to show, and what to do about it. */
export function emptyState(title: string, body: Html | string): Html {
  return html`<div class="empty">
    <p><strong>${title}</strong></p>
    <p class="muted prose">${body}</p>
  </div>`;
}

/** Something long that is shown on demand; works without script. */
export function disclosure(label: string, body: Html, isOpen = false): Html {
  return html`<details class="disclosure" ${isOpen && 'open'}>
    <summary>${label}</summary>
    ${body}
  </details>`;
}
