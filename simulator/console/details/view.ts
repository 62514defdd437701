import { html } from 'hono/html';
import type { Ref } from '#contract/entities/common.ts';
import type { Collections } from '#fixtures/world-data.ts';
import type { Fact } from '../../pages/components/facts.ts';
import type { Html } from '../../pages/define.ts';
import { refLink, type Place } from '../place.ts';

/** What the page of an entity shows besides what every entity has. */
export interface Detail {
  /** One line below the name. */
  lead?: string;
  /** Joins the facts at the side. */
  facts: readonly Fact[];
  sections: readonly Html[];
}

/** How an entity of a collection is shown. */
export type DetailOf<Record> = (record: Record, place: Place) => Detail;

/** References as a list of links, or the words for none. */
export function refList(
  place: Place,
  collection: keyof Collections,
  refs: readonly Ref[],
  none: string,
): Html {
  if (refs.length === 0) return html`<p class="muted">${none}</p>`;
  return html`<ul class="links">
    ${refs.map((ref) => html`<li>${refLink(place, collection, ref)}</li>`)}
  </ul>`;
}
