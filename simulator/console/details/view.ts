import { html } from 'hono/html';
import type { Ref } from '#contract/entities/entity.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { COLLECTION_NAMES } from '../../pages/components/collection-names.ts';
import type { Fact } from '../../pages/components/facts.ts';
import { foreignText } from '../../pages/components/text.ts';
import type { Html } from '../../pages/define.ts';
import { refLink, type Place } from '../place.ts';

/** What the page of an entity shows besides what every entity has. */
export interface Detail {
  /** One line below the name. */
  lead?: string;
  /** What is drawn of it, as wide as the page. */
  figure?: Html;
  /** Joins the facts at the side. */
  facts: readonly Fact[];
  sections: readonly Html[];
  /** What is shown as JSON where the record holds more than this user may see. */
  json?: object;
}

/** How an entity of a collection is shown, and what of it the address asks for. */
export type DetailOf<Record> = (record: Record, place: Place, asked: URLSearchParams) => Detail;

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

/** The collections whose entities carry templates and promotions. */
const CARRIERS = ['campaigns', 'streams', 'journeys'] as const;

/** Where a template or promotion is used. The references name no collection: each is looked for, and is plain text if unseen. */
export function usedIn(place: Place, refs: readonly Ref[]): Html {
  if (refs.length === 0) return html`<p class="muted">Nothing uses it.</p>`;
  return html`<ul class="links">
    ${refs.map((ref) => {
      const collection = CARRIERS.find((name) => place.visible(name).some(({ id }) => id === ref.id));
      if (!collection) return html`<li>${foreignText(ref.name)}</li>`;
      return html`<li>
        ${refLink(place, collection, ref)}
        <span class="muted">${COLLECTION_NAMES[collection].one.toLowerCase()}</span>
      </li>`;
    })}
  </ul>`;
}
