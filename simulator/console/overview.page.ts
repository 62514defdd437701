import { definePage } from '../pages/define.ts';
import { html } from 'hono/html';
import { facts } from '../pages/components/facts.ts';
import { pageHeader } from '../pages/components/page-header.ts';
import { section } from '../pages/components/section.ts';
import { foreignText } from '../pages/components/text.ts';
import { inWords } from '../pages/components/words.ts';
import { time } from '../pages/components/time.ts';
import { layout } from '../pages/layout.ts';
import { notFoundPage } from './not-found.ts';
import { counts } from './overview/counts.ts';
import { recentDrafts, recentlyUpdated } from './overview/recent.ts';
import { placeOf } from './place.ts';

export default definePage({
  method: 'GET',
  path: '/console/tenants/:tenant',
  async handle(context) {
    const place = placeOf(context);
    if (!place) return notFoundPage(context);
    const { tenant, membership } = place;
    return layout({
      title: 'Overview',
      world: context.world,
      signedIn: context.signedIn,
      width: 'wide',
      nav: { tenant, current: 'overview' },
      body: html`${pageHeader({ heading: tenant.name, meta: [tenant.industry] })}
      ${facts([
        ['Your role', inWords(membership.role)],
        ['Your brands', foreignText(membership.brands.join(', '))],
        ['Region and currency', `${tenant.region.toUpperCase()}, ${tenant.currency}`],
        ['Last data update', time(tenant.last_data_update, tenant.time_zone)],
      ])}
      ${section('Entities', counts(place))}
      ${section('Drafts of the last 24 hours', recentDrafts(place, context.world.clock.now()))}
      ${section('Recently updated', recentlyUpdated(place))}`,
    });
  },
});
