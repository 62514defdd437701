import { html } from 'hono/html';
import type { Collections } from '#fixtures/world-data.ts';
import { COLLECTION_NAMES } from '../pages/components/collection-names.ts';
import { facts, type Fact } from '../pages/components/facts.ts';
import { jsonView } from '../pages/components/json-view.ts';
import { pageHeader } from '../pages/components/page-header.ts';
import { disclosure } from '../pages/components/section.ts';
import { statusMark } from '../pages/components/status-mark.ts';
import { emailText, foreignText } from '../pages/components/text.ts';
import { time } from '../pages/components/time.ts';
import { definePage, type Html, type PageContext } from '../pages/define.ts';
import { layout } from '../pages/layout.ts';
import { actsOn, type Choice } from '../tenant/acts/choices.ts';
import { actBar, doneNotice } from './acts/act-bar.ts';
import { doerOf } from './acts/doer.ts';
import { DETAILS } from './details/details.ts';
import type { Detail } from './details/view.ts';
import { notFoundPage } from './not-found.ts';
import { collectionOf, consolePath, placeOf, type Place } from './place.ts';
import { SOURCE_WORDS } from './source-words.ts';

export default definePage({
  method: 'GET',
  path: '/console/tenants/:tenant/:collection/:id',
  async handle(context) {
    const place = placeOf(context);
    const collection = collectionOf(context);
    if (!place || !collection) return notFoundPage(context);
    const record = place.find(collection, context.params['id'] ?? '');
    const found = record && foundOf(context, place, collection, record);
    return found ? entityPage(context, place, collection, found) : notFoundPage(context);
  },
});

/** What the side of the page shows of any record, as far as it has it. */
interface Shown {
  id: string;
  name: string;
  brand?: string;
  status?: string;
  source?: keyof typeof SOURCE_WORDS;
  created_at?: string;
  created_by?: string;
  updated_at?: string;
}

interface Found {
  record: Shown;
  choices: readonly Choice[];
  detail: Detail;
}

function foundOf<Name extends keyof Collections>(
  context: PageContext,
  place: Place,
  collection: Name,
  record: Collections[Name],
): Found {
  const choices = actsOn(doerOf(context, ''), place.tenant.id, collection, record);
  return { record, choices, detail: DETAILS[collection](record, place, context.url.searchParams) };
}

function entityPage(
  { world, signedIn, url }: PageContext,
  place: Place,
  collection: keyof Collections,
  { record, choices, detail }: Found,
): Html {
  const { tenant } = place;
  const { one, many } = COLLECTION_NAMES[collection];
  const source = record.source && SOURCE_WORDS[record.source];
  return layout({
    title: record.name,
    world,
    signedIn,
    width: 'wide',
    nav: { tenant, current: collection },
    body: html`${pageHeader({
        breadcrumb: [
          { href: consolePath(tenant.id), label: tenant.name },
          { href: consolePath(tenant.id, collection), label: many },
        ],
        heading: foreignText(record.name),
        meta: [
          record.status && statusMark(record.status),
          record.status === 'draft' ? source : undefined,
          html`${one} <span class="mono">${record.id}</span>`,
        ],
      })}
      ${doneNotice(collection, url)} ${actBar(consolePath(tenant.id, collection, record.id), choices)}
      ${detail.figure}
      <div class="detail">
        <div class="detail-main">
          ${detail.lead && html`<p class="detail-lead prose">${foreignText(detail.lead)}</p>`}
          ${detail.sections}
          <section class="section">
            ${disclosure('Show as JSON', jsonView(detail.json ?? record, `${one} as JSON`))}
          </section>
        </div>
        <section class="detail-side" aria-label="Facts">
          ${facts([...detail.facts, ...origin(record, source, tenant.time_zone)])}
        </section>
      </div>`,
  });
}

function origin(record: Shown, source: string | undefined, zone: string): readonly Fact[] {
  return [
    ['Brand', record.brand],
    ['Source', source],
    ['Created by', record.created_by && emailText(record.created_by)],
    ['Created', record.created_at && time(record.created_at, zone)],
    ['Updated', record.updated_at && time(record.updated_at, zone)],
  ];
}
