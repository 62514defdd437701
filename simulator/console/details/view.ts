import { html } from 'hono/html';
import type { Ref } from '#contract/entities/entity.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { COLLECTION_NAMES } from '../../pages/components/collection-names.ts';
import type { Fact } from '../../pages/components/facts.ts';
import { count } from '../../pages/components/number.ts';
import type { Html } from '../../pages/define.ts';
import { refLink, type Place } from '../place.ts';
import type { UserRef } from './users-of.ts';

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

/** More than these nobody reads; their number is told. */
const MOST_REFS = 50;

/** References as a list of links, or the words for none. */
export function refList(
  place: Place,
  collection: keyof Collections,
  refs: readonly Ref[],
  none: string,
): Html {
  return linkList(refs, none, (ref) => refLink(place, collection, ref));
}

/** What uses something, as links with their kinds. */
export function userList(place: Place, users: readonly UserRef[]): Html {
  return linkList(
    users,
    'Nothing uses it.',
    ({ collection, ...ref }) =>
      html`${refLink(place, collection, ref)}
        <span class="muted">${COLLECTION_NAMES[collection].one.toLowerCase()}</span>`,
  );
}

function linkList<Row>(rows: readonly Row[], none: string, link: (row: Row) => Html): Html {
  if (rows.length === 0) return html`<p class="muted">${none}</p>`;
  const more = rows.length - MOST_REFS;
  return html`<ul class="links">
    ${rows.slice(0, MOST_REFS).map((row) => html`<li>${link(row)}</li>`)}
    ${more > 0 && html`<li class="muted">and ${count(more)} more</li>`}
  </ul>`;
}
