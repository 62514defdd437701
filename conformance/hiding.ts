import { decodeJwt } from 'jose';
import type { ToolCall } from './arbitraries/tool-calls.ts';
import type { Wire } from './define.ts';
import type { Fetch } from './wire.ts';

/** The subject of the sound connector's tokens for the user "narrow". */
const NARROW = 'u2';

/** A connector that misbehaves towards the user "narrow" alone. */
export function towardsNarrow(wire: Wire, sabotage: (wire: Wire) => Fetch): Fetch {
  const broken = sabotage(wire);
  return async (request) => (isOfNarrow(request) ? broken(request) : wire.fetch(request));
}

/** True for a call that asks for what comes after the first page. */
export function isNextPage({ arguments: args }: ToolCall): boolean {
  return args['cursor'] !== undefined;
}

/** True for a request with a token of the user "narrow". */
export function isOfNarrow(request: Request): boolean {
  try {
    return decodeJwt(request.headers.get('authorization')?.replace(/^Bearer /iu, '') ?? '').sub === NARROW;
  } catch {
    return false;
  }
}
