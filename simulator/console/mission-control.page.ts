import { html } from 'hono/html';
import { pageHeader } from '../pages/components/page-header.ts';
import { section } from '../pages/components/section.ts';
import { time } from '../pages/components/time.ts';
import { definePage } from '../pages/define.ts';
import { layout } from '../pages/layout.ts';
import { may } from '../tenant/visibility.ts';
import { howServicesAre, incidentList, pipelineSteps, serviceList } from './mission-control/status.ts';
import { endedJobs, executionErrors, runningJobs } from './mission-control/work.ts';
import { notAllowedPage } from './not-allowed.ts';
import { notFoundPage } from './not-found.ts';
import { placeOf } from './place.ts';

/** How the platform is, and what it is at: services, the daily process, jobs and errors. */
export default definePage({
  method: 'GET',
  path: '/console/tenants/:tenant/mission-control',
  async handle(context) {
    const { world, signedIn } = context;
    const place = placeOf(context);
    const platform = place && world.tenant(place.tenant.id)?.platform;
    if (!platform) return notFoundPage(context);
    const { tenant, membership } = place;
    const nav = { tenant, current: 'mission-control' } as const;
    if (!may(membership, 'platform.read'))
      return notAllowedPage(context, nav, {
        heading: 'Mission Control',
        needs: 'the state of the platform',
        role: membership.role,
      });
    const zone = tenant.time_zone;
    const jobs = world.visibleSignals(signedIn.user, tenant.id, 'jobs');
    const errors = world.visibleSignals(signedIn.user, tenant.id, 'errors');
    const meta = [
      howServicesAre(platform.services),
      html`Last data update ${time(tenant.last_data_update, zone)}`,
    ];
    return layout({
      title: 'Mission Control',
      world,
      signedIn,
      width: 'wide',
      nav,
      body: html`${pageHeader({ heading: 'Mission Control', meta })}
      ${section('Daily process', pipelineSteps(platform.pipeline, world.clock.now(), zone))}
      ${section('Incidents', incidentList(platform.incidents, platform.services, zone))}
      ${section('Services', serviceList(platform.services))}
      ${section('Running jobs', runningJobs(jobs, place))}
      ${section('Errors of execution', executionErrors(errors, place))}
      ${section('Ended jobs', endedJobs(jobs, place))}`,
    });
  },
});
