import { decodeJwt } from 'jose';
import type { ToolCall } from '../arbitraries/tool-calls.ts';
import type { Wire } from '../define.ts';
import type { Fetch } from '../client/wire.ts';

/** The subject of the sound connector's tokens for the user "narrow". */
const NARROW = 'u2';
/** The subject of its only viewer, whom most checks sign in never. */
const VIEWER = 'u4';

/** A connector that misbehaves towards the user "narrow" alone. */
export function towardsNarrow(wire: Wire, sabotage: (wire: Wire) => Fetch): Fetch {
  return towards(NARROW, wire, sabotage);
}

/** A connector that misbehaves towards viewers alone. */
export function towardsViewers(wire: Wire, sabotage: (wire: Wire) => Fetch): Fetch {
  return towards(VIEWER, wire, sabotage);
}

function towards(user: string, wire: Wire, sabotage: (wire: Wire) => Fetch): Fetch {
  const broken = sabotage(wire);
  return async (request) => (subjectOf(request) === user ? broken(request) : wire.fetch(request));
}

/** True for a call that asks for what comes after the first page. */
export function isNextPage({ arguments: args }: ToolCall): boolean {
  return args['cursor'] !== undefined;
}

/** True for a request with a token of the user "narrow". */
export function isOfNarrow(request: Request): boolean {
  return subjectOf(request) === NARROW;
}

function subjectOf(request: Request): string | undefined {
  try {
    return decodeJwt(request.headers.get('authorization')?.replace(/^Bearer /iu, '') ?? '').sub;
  } catch {
    return undefined;
  }
}
