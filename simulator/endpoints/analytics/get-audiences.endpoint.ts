import { ANALYTICS_QUERIES, audiencesAnswerSchema } from '#contract/analytics.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { findVisible } from '../../tenant/find-visible.ts';
import { defineEndpoint, type TenantCall } from '../define.ts';
import { audiencesOf, reachedByChannel, type Audiences } from '../../tenant/audiences.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { consoleUrl, envelope } from '../listing/envelope.ts';
import { audienceTrend } from './audience-trend.ts';

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/analytics/audiences',
  permission: 'analytics.read',
  summary: 'Get how many customers segments and target groups have',
  query: ANALYTICS_QUERIES.audiences,
  example: { query: { segment_ids: '4001', by_channel: 'true' } },
  answer: audiencesAnswerSchema,
  handle(call, { segment_ids, target_group_ids, by_channel, trend }) {
    const segments = sought(segment_ids, call, 'segments', ({ customer_count, counted_at, definition }) => ({
      shown: { type: 'segment' as const, customers: customer_count, counted_at },
      setOf: (audiences: Audiences) => audiences.of(definition),
    }));
    const groups = sought(target_group_ids, call, 'target-groups', (group) => ({
      shown: { type: 'target_group' as const, customers: group.size, counted_at: group.sized_at },
      setOf: (audiences: Audiences) => audiences.of(group.criteria, group.exclusions),
    }));
    const not_found = [
      ...segments.missing.map((id) => ({ id, type: 'segment' as const })),
      ...groups.missing.map((id) => ({ id, type: 'target_group' as const })),
    ];
    if (not_found.length > 0) return { ...envelope(call), items: [], not_found };

    const audiences = audiencesOf(call.tenant);
    const items = [...segments.found, ...groups.found].map(({ id, name, url, created_at, shown, setOf }) => {
      const item = { id, name, url, ...shown };
      if (!by_channel && trend === 'none') return item;
      const set = setOf(audiences);
      const audience = { set, customers: shown.customers, created_at };
      return {
        ...item,
        ...(by_channel && { by_channel: reachedByChannel(audiences, set) }),
        ...(trend !== 'none' && { trend: audienceTrend(call, trend, audiences, audience) }),
      };
    });
    return { ...envelope(call), items, not_found };
  },
});

type Audience = 'segments' | 'target-groups';
/** What of `ids` the caller may see, as asked for, each once. */
function sought<Name extends Audience, More extends object>(
  ids: readonly string[],
  call: TenantCall,
  name: Name,
  describe: (record: Collections[Name]) => More,
) {
  const { world, user, tenant } = call;
  const wanted = [...new Set(ids)];
  const seen = (id: string) => findVisible(world, user, tenant.facts.id, name, id);
  return {
    missing: wanted.filter((id) => seen(id) === undefined),
    found: wanted.flatMap((id) => {
      const record = seen(id);
      return record === undefined
        ? []
        : [
            {
              id,
              name: record.name,
              url: consoleUrl(call, name, id),
              created_at: record.created_at,
              ...describe(record),
            },
          ];
    }),
  };
}
