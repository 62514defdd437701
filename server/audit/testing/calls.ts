import type { BegunCall, EndedCall } from '../audit-log.ts';
import { keep } from '../kept.ts';

export const START = new Date('2026-11-22T12:30:00Z');

export function begunCall(change: Partial<BegunCall> & { arguments?: unknown } = {}): BegunCall {
  const { arguments: given = { id: '1' }, ...rest } = change;
  return {
    id: 'c-1',
    time: START,
    user_id: 'u-1',
    client_id: 'mcp-client',
    tenant_id: 'lumenplay',
    tool: 'optimove_get_segment',
    parameters: keep(given, 16_384, ''),
    ...rest,
  };
}

export function endedCall(result: unknown = { item: {} }): EndedCall {
  return {
    tenant_id: 'lumenplay',
    outcome: 'ok',
    duration_ms: 12.4,
    upstream_request_ids: ['b7ad6b7169203331'],
    result: keep(result, 65_536, ''),
  };
}
