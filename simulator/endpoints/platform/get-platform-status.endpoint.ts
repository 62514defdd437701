import { platformStatusSchema, STATUS_PARTS } from '#contract/entities/platform-status.ts';
import type { PlatformStatus } from '#contract/entities/platform-status.ts';
import { itemAnswerOf } from '#contract/page.ts';
import { PLATFORM_QUERIES } from '#contract/platform-queries.ts';
import { defineEndpoint } from '../define.ts';
import type { TenantCall } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { envelope, tenantUrl } from '../listing/envelope.ts';
import { dailyProcess } from './daily-process.ts';

/** Services, incidents and pipelines are of the whole tenant: nothing in them is about one brand. */
export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/platform/status',
  permission: 'platform.read',
  summary: 'Get the state of the platform',
  query: PLATFORM_QUERIES.status,
  answer: itemAnswerOf(platformStatusSchema),
  handle(call, { include = STATUS_PARTS }) {
    const parts = partsOf(call);
    const { last_data_update } = call.tenant.facts;
    const asked = Object.fromEntries(include.map((part) => [part, parts[part]]));
    return { ...envelope(call), item: { last_data_update, ...asked, url: tenantUrl(call) } };
  },
});

function partsOf({ tenant }: TenantCall): Pick<PlatformStatus, (typeof STATUS_PARTS)[number]> {
  const { services, incidents, pipeline } = tenant.platform;
  return {
    services: [...services],
    incidents: incidents.filter(({ state }) => state !== 'resolved'),
    pipelines: pipeline.length === 0 ? [] : [dailyProcess(pipeline)],
  };
}
