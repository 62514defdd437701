import type { Simulator } from '../../assemble.ts';
import { ORIGIN } from '../../testing/tiny-simulator.ts';

/** A call of the public API with a demo key. */
export async function callPublic(
  simulator: Simulator,
  path: string,
  { key = 'demo-lumenplay-admin', method, body }: { key?: string; method?: string; body?: unknown } = {},
): Promise<Response> {
  return simulator.fetch(
    new Request(ORIGIN + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { 'x-api-key': key, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
}
