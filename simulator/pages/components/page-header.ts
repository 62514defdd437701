import { html } from 'hono/html';
import type { Html } from '../define.ts';

export interface PageHeader {
  /** The way from the top to the page above this one. */
  breadcrumb?: readonly { href: string; label: string }[];
  heading: Html | string;
  /** What to know at a glance: status, id, how many. */
  meta?: readonly (Html | string | undefined)[];
}

/** Where the page stands, what it is called, and what to know of it at a glance. */
export function pageHeader({ breadcrumb = [], heading, meta = [] }: PageHeader): Html {
  return html`<div class="page-header">
    ${
      breadcrumb.length > 0 &&
      html`<nav class="breadcrumb" aria-label="Breadcrumb">
        <ol>
          ${breadcrumb.map(({ href, label }) => html`<li><a href="${href}">${label}</a></li>`)}
        </ol>
      </nav>`
    }
    <h1>${heading}</h1>
    ${
      meta.length > 0 &&
      html`<ul class="page-meta">
        ${meta.map((item) => item !== undefined && html`<li>${item}</li>`)}
      </ul>`
    }
  </div>`;
}
