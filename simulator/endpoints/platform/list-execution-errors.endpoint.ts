import { executionErrorSchema } from '#contract/entities/execution-error.ts';
import { listAnswerOf } from '#contract/page.ts';
import { PLATFORM_QUERIES } from '#contract/platform-queries.ts';
import type { ErrorRecord } from '#fixtures/world-data.ts';
import { ENTITY_COLLECTIONS } from '../../tenant/entity-types.ts';
import { defineEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { consoleUrl } from '../listing/envelope.ts';
import { isAmong, isEqual, isWithin } from '../listing/filters.ts';
import { listAnswer } from '../listing/list-answer.ts';
import { createLister } from '../../tenant/listing/lister.ts';
import { newestFirst } from '../../tenant/listing/order.ts';
import { shortCause } from './short-cause.ts';

const slice = createLister<ErrorRecord>();
const order = newestFirst<ErrorRecord>('at_desc', ({ at }) => at);

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/platform/errors',
  permission: 'platform.read',
  summary: 'List errors of execution',
  query: PLATFORM_QUERIES.errors,
  answer: listAnswerOf(executionErrorSchema),
  handle: (call, query) =>
    listAnswer(call, query, {
      rows: call.world.visibleSignals(call.user, call.tenant.facts.id, 'errors'),
      order,
      slice,
      matches: ({ severity, entity, channel, at }) =>
        isAmong(severity, query.severity) &&
        isEqual(entity.type, query.entity_type) &&
        isEqual(entity.id, query.entity_id) &&
        isEqual(channel, query.channel) &&
        isWithin(at, query.since, undefined),
      show: (error) => ({
        ...error,
        name: shortCause(error.cause),
        url: consoleUrl(call, ENTITY_COLLECTIONS[error.entity.type], error.entity.id),
      }),
    }),
});
