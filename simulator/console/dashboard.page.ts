import { html } from 'hono/html';
import { pageHeader } from '../pages/components/page-header.ts';
import { emptyState, section } from '../pages/components/section.ts';
import { definePage, type Html } from '../pages/define.ts';
import { layout } from '../pages/layout.ts';
import { may } from '../tenant/visibility.ts';
import { choiceForm, choiceOf, type Choice } from './dashboard/choice.ts';
import { longDay } from './dashboard/dates.ts';
import { kpis } from './dashboard/kpis.ts';
import { conversionPlot, deliveredPlot, ratesPlot } from './dashboard/plots.ts';
import { dashboardResults, type DashboardResults } from './dashboard/results.ts';
import { campaignTable, channelTable } from './dashboard/tables.ts';
import { notAllowedPage } from './not-allowed.ts';
import { notFoundPage } from './not-found.ts';
import { consolePath, placeOf, type Place } from './place.ts';

/** What the campaigns of the last 90 days achieved. */
export default definePage({
  method: 'GET',
  path: '/console/tenants/:tenant/dashboard',
  async handle(context) {
    const { world, signedIn, url } = context;
    const place = placeOf(context);
    const data = place && world.tenant(place.tenant.id);
    if (!data) return notFoundPage(context);
    const { tenant, membership } = place;
    const nav = { tenant, current: 'dashboard' } as const;
    if (!may(membership, 'analytics.read'))
      return notAllowedPage(context, nav, {
        heading: 'Dashboard',
        needs: 'analytics',
        role: membership.role,
      });
    const choice = choiceOf(place, world.clock.now(), url.searchParams);
    const results = dashboardResults(place, data, choice);
    const meta = [`${longDay(choice.from)} – ${longDay(choice.to)}`, `Days in ${tenant.time_zone}`];
    return layout({
      title: 'Dashboard',
      world,
      signedIn,
      width: 'wide',
      nav,
      body: html`${pageHeader({ heading: 'Dashboard', meta })}
      ${choiceForm(`${consolePath(tenant.id)}/dashboard`, place, choice)}
      ${results.steps.length === 0 ? nothing() : shown(results, place, choice)}`,
    });
  },
});

function shown(results: DashboardResults, place: Place, choice: Choice): Html {
  return html`${kpis(results, place.tenant.currency)}
    <div class="plots">
      ${deliveredPlot(results, choice)} ${ratesPlot(results, choice)} ${conversionPlot(results, choice)}
    </div>
    ${section('Channels', channelTable(results, place, choice))}
    ${section('Best campaigns', campaignTable(results, place))}`;
}

function nothing(): Html {
  return emptyState('No results', 'No campaign of your brands ran in this period. Choose a longer one.');
}
