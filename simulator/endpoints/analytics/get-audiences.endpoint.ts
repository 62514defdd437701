import { ANALYTICS_QUERIES, audiencesAnswerSchema } from '#contract/analytics.ts';
import { defineEndpoint, type TenantCall } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { consoleUrl, envelope } from '../listing/envelope.ts';

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/analytics/audiences',
  permission: 'analytics.read',
  summary: 'Get how many customers segments and target groups have',
  query: ANALYTICS_QUERIES.audiences,
  answer: audiencesAnswerSchema,
  handle(call, { segment_ids, target_group_ids }) {
    const segments = sought(segment_ids, call, 'segments', ({ customer_count, counted_at }) => ({
      type: 'segment' as const,
      customers: customer_count,
      counted_at,
    }));
    const groups = sought(target_group_ids, call, 'target-groups', ({ size, sized_at }) => ({
      type: 'target_group' as const,
      customers: size,
      counted_at: sized_at,
    }));
    const not_found = [
      ...segments.missing.map((id) => ({ id, type: 'segment' as const })),
      ...groups.missing.map((id) => ({ id, type: 'target_group' as const })),
    ];
    const items = not_found.length > 0 ? [] : [...segments.found, ...groups.found];
    return { ...envelope(call), items, not_found };
  },
});

type Audience = 'segments' | 'target-groups';
type RecordOf<Name extends Audience> = ReturnType<typeof recordsOf<Name>>[number];

function recordsOf<Name extends Audience>({ world, user, tenant }: TenantCall, name: Name) {
  return world.visible(user, tenant.facts.id, name);
}

/** What of `ids` the caller may see, as asked for, each once. */
function sought<Name extends Audience, Size extends object>(
  ids: readonly string[],
  call: TenantCall,
  name: Name,
  sizeOf: (record: RecordOf<Name>) => Size,
) {
  const wanted = [...new Set(ids)];
  const seen = new Map(recordsOf(call, name).map((record) => [record.id, record]));
  return {
    missing: wanted.filter((id) => !seen.has(id)),
    found: wanted.flatMap((id) => {
      const record = seen.get(id);
      return record === undefined
        ? []
        : [{ id, name: record.name, ...sizeOf(record), url: consoleUrl(call, name, id) }];
    }),
  };
}
