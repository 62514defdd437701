import { rollOf } from '#fixtures/random.ts';
import { createPagePositions } from './page-positions.ts';
import type { FaultEffect, FaultRule } from './rules.ts';

/** One request to the tenant API, as far as a rule can match it. */
export interface Faultable {
  endpoint: string;
  method: string;
  url: string;
  /** Email and id of the caller; empty while nobody is known to call. */
  user: readonly string[];
}

/** The faults that are set. They touch the tenant API alone, never sign-in, console or control. */
export interface Faults {
  readonly rules: readonly FaultRule[];
  set(rules: readonly FaultRule[]): void;
  /** What happens to a request: the effect of the first rule that applies. Counting goes on with every request. */
  effectOn(request: Faultable): FaultEffect | null;
}

interface Armed {
  rule: FaultRule;
  path: URLPattern | null;
  matched: number;
  felt: number;
}

/** The same rules, seed and requests give the same faults. */
export function createFaults(seed: number): Faults {
  let armed: Armed[] = [];
  let positions = createPagePositions();

  function applies(one: Armed, at: number, request: Faultable, page: number): boolean {
    const { rule } = one;
    if (!matches(one, request, page)) return false;
    one.matched += 1;
    const turn = one.matched - (rule.after ?? 0);
    if (turn < 1 || turn % (rule.every ?? 1) !== 0) return false;
    if (one.felt >= (rule.times ?? Number.POSITIVE_INFINITY)) return false;
    if (rollOf(seed, 'faults', String(at))(one.matched) >= (rule.probability ?? 1)) return false;
    one.felt += 1;
    return true;
  }

  function pageOf({ url, user }: Faultable): number {
    const isAsked = armed.some(({ rule }) => rule.match.page !== undefined);
    return isAsked ? positions.of(user.join(' '), new URL(url)) : 1;
  }

  return {
    get rules() {
      return armed.map(({ rule }) => rule);
    },
    set(rules) {
      positions = createPagePositions();
      armed = rules.map((rule) => {
        const pathname = rule.match.path;
        const path = pathname === undefined ? null : new URLPattern({ pathname });
        return { rule, path, matched: 0, felt: 0 };
      });
    },
    effectOn(request) {
      const page = pageOf(request);
      return armed.find((one, at) => applies(one, at, request, page))?.rule.effect ?? null;
    },
  };
}

function matches({ rule: { match }, path }: Armed, request: Faultable, page: number): boolean {
  const { endpoint, method, url, user } = request;
  if (match.endpoint !== undefined && match.endpoint !== endpoint) return false;
  if (match.method !== undefined && match.method !== method) return false;
  if (match.user !== undefined && !user.includes(match.user)) return false;
  if (match.page !== undefined && match.page !== page) return false;
  return path === null || path.test({ pathname: new URL(url).pathname });
}
