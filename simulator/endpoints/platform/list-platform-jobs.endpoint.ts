import { platformJobSchema } from '#contract/entities/platform-job.ts';
import { listAnswerOf } from '#contract/page.ts';
import { PLATFORM_QUERIES } from '#contract/platform-queries.ts';
import type { JobRecord } from '#fixtures/world-data.ts';
import { ENTITY_COLLECTIONS } from '../../tenant/entity-types.ts';
import { defineEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { consoleUrl, tenantUrl } from '../listing/envelope.ts';
import { isAmong, isEqual, isWithin } from '../listing/filters.ts';
import { listAnswer } from '../listing/list-answer.ts';
import { createLister } from '../../tenant/listing/lister.ts';
import { newestFirst } from '../../tenant/listing/order.ts';

const slice = createLister<JobRecord>();
const order = newestFirst<JobRecord>('started_desc', ({ started_at }) => started_at);

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/platform/jobs',
  permission: 'platform.read',
  summary: 'List jobs of the platform, running and recent',
  query: PLATFORM_QUERIES.jobs,
  answer: listAnswerOf(platformJobSchema),
  handle: (call, query) =>
    listAnswer(call, query, {
      rows: call.world.visibleSignals(call.user, call.tenant.facts.id, 'jobs'),
      order,
      slice,
      matches: ({ state, type, started_at }) =>
        isAmong(state, query.state) &&
        isEqual(type, query.type) &&
        isWithin(started_at, query.started_after, undefined),
      show: (job) => ({
        ...job,
        url:
          job.entity === null
            ? tenantUrl(call)
            : consoleUrl(call, ENTITY_COLLECTIONS[job.entity.type], job.entity.id),
      }),
    }),
});
