import { newCallId } from '../ids.ts';
import type { ToolFailure } from '../ports.ts';

/** How a call ended: with a result, or why not. */
export type CallOutcome =
  | 'ok'
  | ToolFailure['code']
  | 'unknown_tool'
  | 'access_ended'
  | 'cancelled'
  | 'bug'
  /** None of these, by a handler that says no more. */
  | 'failed';

type Fetch = (request: Request) => Promise<Response>;

/** What becomes known about one call while it runs, for those who write it down when it is over. */
export class CallTrace {
  /** Also the `x-request-id` and the trace id of every request that the call causes. */
  readonly id = newCallId();
  tenantId: string | null;
  outcome: CallOutcome | null = null;
  readonly #upstreamIds: string[] = [];

  constructor(tenantId: string | null) {
    this.tenantId = tenantId;
  }

  /** Of each request, the parent id of its `traceparent`. @see W3C Trace Context, 3.2.2.4 */
  get upstreamIds(): readonly string[] {
    return this.#upstreamIds;
  }

  /** The same way out, noting what goes through it. */
  noting(fetch: Fetch): Fetch {
    return (request) => {
      const [, , parentId] = request.headers.get('traceparent')?.split('-') ?? [];
      if (parentId !== undefined) this.#upstreamIds.push(parentId);
      return fetch(request);
    };
  }
}
