import { html } from 'hono/html';
import { SOURCES } from '#contract/entities/entity.ts';
import { COLLECTIONS } from '#contract/queries.ts';
import { COLLECTION_NAMES } from '../pages/components/collection-names.ts';
import { select } from '../pages/components/field.ts';
import { counted } from '../pages/components/number.ts';
import { pageHeader } from '../pages/components/page-header.ts';
import { pagination } from '../pages/components/pagination.ts';
import { emptyState } from '../pages/components/section.ts';
import { table } from '../pages/components/table.ts';
import { definePage, type Html } from '../pages/define.ts';
import { layout } from '../pages/layout.ts';
import { draftColumns, draftsOf, type Entry } from './drafts/drafts.ts';
import { listQuery } from './lists/list-query.ts';
import { PAGE_SIZE } from './lists/select-rows.ts';
import { newest } from './newest.ts';
import { notFoundPage } from './not-found.ts';
import { consolePath, placeOf } from './place.ts';
import { SOURCE_NAMES } from './source-words.ts';

/** All drafts of all kinds, the newest first. */
export default definePage({
  method: 'GET',
  path: '/console/tenants/:tenant/drafts',
  async handle(context) {
    const { world, signedIn, url } = context;
    const place = placeOf(context);
    if (!place) return notFoundPage(context);
    const { tenant } = place;
    const asked = { source: url.searchParams.get('source') ?? '', kind: url.searchParams.get('kind') ?? '' };
    const all = draftsOf(place);
    const drafts = all.filter(
      ({ collection, record }) =>
        (asked.source === '' || record.source === asked.source) &&
        (asked.kind === '' || collection === asked.kind),
    );
    const path = `${consolePath(tenant.id)}/drafts`;
    const now = world.clock.now();
    return layout({
      title: 'Drafts',
      world,
      signedIn,
      width: 'wide',
      nav: { tenant, current: 'drafts' },
      body: html`${pageHeader({ heading: 'Drafts', meta: [howMany(drafts.length, all.length)] })}
        <form class="filters" method="get" action="${path}">
          ${select({
            name: 'source',
            label: 'Source',
            chosen: asked.source,
            options: [['', 'Any'], ...SOURCES.map((source) => [source, SOURCE_NAMES[source]] as const)],
          })}
          ${select({
            name: 'kind',
            label: 'Kind',
            chosen: asked.kind,
            options: [
              ['', 'Any'],
              ...COLLECTIONS.map((name) => [name, COLLECTION_NAMES[name].many] as const),
            ],
          })}
          <button class="button" type="submit">Apply</button>
        </form>
        ${
          drafts.length === 0
            ? emptyState('No drafts', html`Nobody made such a draft. <a href="${path}">Show all drafts</a>.`)
            : page(drafts, asked, listQuery(url.searchParams).page, (rows) =>
                table({
                  caption: `A draft reaches nobody until somebody approves and activates it. Times are in ${tenant.time_zone}.`,
                  rows,
                  columns: draftColumns(place, now),
                }),
              )
        }`,
    });
  },
});

function howMany(shown: number, all: number): string {
  return shown === all ? counted(all, 'draft') : `${shown} of ${counted(all, 'draft')}`;
}

function page(
  drafts: readonly Entry[],
  asked: Record<string, string>,
  wanted: number,
  show: (rows: readonly Entry[]) => Html,
): Html {
  const number = Math.min(wanted, Math.ceil(drafts.length / PAGE_SIZE));
  const from = (number - 1) * PAGE_SIZE;
  const rows = newest(drafts, from + PAGE_SIZE, ({ record }) => record.created_at).slice(from);
  const at = (other: number) => `?${String(new URLSearchParams({ ...asked, page: String(other) }))}`;
  return html`${show(rows)}
  ${pagination({
    from,
    shown: rows.length,
    total: drafts.length,
    previous: number > 1 ? at(number - 1) : undefined,
    next: from + rows.length < drafts.length ? at(number + 1) : undefined,
  })}`;
}
