import type { z } from 'zod';
import { AccessEnded } from '../access-ended.ts';
import type { Log } from '../log.ts';
import type { Query, ReadApi, ReadInput, ReadOperation, ToolFailure } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { apiFailure, type ApiFailure } from './api-failure.ts';
import { apiPath } from './api-path.ts';
import { withToken, type ApiToken } from './api-token.ts';
import { get } from './send.ts';

export interface ApiOptions {
  apiUrl: string;
  fetch: (request: Request) => Promise<Response>;
  token: ApiToken;
  callId: string;
  signal: AbortSignal;
  log: Log;
}

/** The tenant API for one tool call of one principal. */
export function createReadApi(options: ApiOptions): ReadApi {
  async function attempt<Answer extends z.ZodType>(
    operation: ReadOperation<Answer>,
    input: ReadInput,
    bearer: string,
  ): Promise<Result<z.infer<Answer>, ApiFailure>> {
    const path = apiPath(operation.path, input.params ?? {});
    if (path === null) return fail({ code: 'missing' });
    const query = input.query ?? {};
    const url = new URL(`${options.apiUrl}/api/v1${path}${searchOf(query)}`);
    const sent = await get(url, { ...options, bearer });
    if (!sent.ok) return sent;
    if (![200, 202].includes(sent.value.status)) return fail(apiFailure(sent.value, operation.path, query));
    const parsed = operation.answer.safeParse(sent.value.body);
    return parsed.success ? ok(parsed.data) : fail({ code: 'unusable' });
  }

  function authorized<Answer extends z.ZodType>(operation: ReadOperation<Answer>, input: ReadInput) {
    return withToken(options, (bearer) => attempt(operation, input, bearer));
  }

  function toolFailure(failure: ApiFailure, { path }: { path: string }): ToolFailure {
    if (failure.code === 'unauthorized') throw new AccessEnded();
    const unusable = failure.code === 'missing' || failure.code === 'unusable';
    if (
      unusable ||
      failure.code === 'upstream_unavailable' ||
      failure.code === 'upstream_too_large' ||
      failure.code === 'upstream_timeout'
    ) {
      const { log, callId } = options;
      log({
        level: 'warn',
        event: 'upstream_failed',
        call_id: callId,
        operation: path,
        problem: failure.code,
      });
    }
    return unusable ? { code: 'upstream_unavailable' } : failure;
  }

  return {
    async read(operation, input) {
      const result = await authorized(operation, input);
      return result.ok ? result : fail(toolFailure(result.failure, operation));
    },
    async find(operation, input) {
      const result = await authorized(operation, input);
      if (result.ok) return result;
      return result.failure.code === 'missing' ? ok(null) : fail(toolFailure(result.failure, operation));
    },
  };
}

function searchOf(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of [value].flat()) search.append(name, String(one));
  }
  return search.size === 0 ? '' : `?${search.toString()}`;
}
