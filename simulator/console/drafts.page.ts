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
import { draftColumns, draftsOf } from './drafts/drafts.ts';
import { listQuery } from './lists/list-query.ts';
import { PAGE_SIZE } from './lists/select-rows.ts';
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
    const filter = { source: asked.source || undefined, kind: asked.kind || undefined };
    const { total } = draftsOf(place, filter, 0);
    const wanted = Math.min(listQuery(url.searchParams).page, Math.max(1, Math.ceil(total / PAGE_SIZE)));
    const drafts = draftsOf(place, filter, wanted * PAGE_SIZE).first.slice((wanted - 1) * PAGE_SIZE);
    const path = `${consolePath(tenant.id)}/drafts`;
    const now = world.clock.now();
    return layout({
      title: 'Drafts',
      world,
      signedIn,
      width: 'wide',
      nav: { tenant, current: 'drafts' },
      body: html`${pageHeader({ heading: 'Drafts', meta: [howMany(total, draftsOf(place, {}, 0).total)] })}
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
          total === 0
            ? emptyState('No drafts', html`Nobody made such a draft. <a href="${path}">Show all drafts</a>.`)
            : html`${table({
                caption: `A draft reaches nobody until somebody approves and activates it. Times are in ${tenant.time_zone}.`,
                rows: drafts,
                columns: draftColumns(place, now),
              })}
              ${pages(asked, wanted, drafts.length, total)}`
        }`,
    });
  },
});

function howMany(shown: number, all: number): string {
  return shown === all ? counted(all, 'draft') : `${shown} of ${counted(all, 'draft')}`;
}

function pages(asked: Record<string, string>, page: number, shown: number, total: number): Html {
  const from = (page - 1) * PAGE_SIZE;
  const at = (other: number) => `?${String(new URLSearchParams({ ...asked, page: String(other) }))}`;
  return pagination({
    from,
    shown,
    total,
    previous: page > 1 ? at(page - 1) : undefined,
    next: from + shown < total ? at(page + 1) : undefined,
  });
}
