import type { Simulator } from '../../assemble.ts';
import { ORIGIN } from '../../testing/tiny-simulator.ts';

interface How {
  key?: string;
  method?: string;
  body?: unknown;
}

/** A request to the public API with a demo key. */
export function publicRequest(
  path: string,
  { key = 'demo-lumenplay-admin', method, body }: How = {},
): Request {
  return new Request(ORIGIN + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { 'x-api-key': key, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

export async function callPublic(simulator: Simulator, path: string, how?: How): Promise<Response> {
  return simulator.fetch(publicRequest(path, how));
}
