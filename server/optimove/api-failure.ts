import { apiErrorSchema } from '#contract/api-error.ts';
import { permissionSchema, type Permission } from '#contract/permissions.ts';
import type { Query, ToolFailure } from '../ports.ts';
import type { Answer } from './send.ts';

/** Why an answer of the tenant API is no result. `unusable` is what nobody foresaw: a redirect, another shape, an odd status. */
export type ApiFailure = ToolFailure | { code: 'unauthorized' } | { code: 'missing' } | { code: 'unusable' };

const RETRY_AFTER_DEFAULT_SECONDS = 10;
const RETRY_AFTER_MAX_SECONDS = 3600;
/** Templates come with their channels. */
const ENTITY_OF: Readonly<Record<string, string>> = {
  templates: 'channels',
  'analytics-jobs': 'analytics',
  'target-groups': 'target_groups',
  'audience-estimate': 'analytics',
};
const VOCABULARY = /^[\w.-]{1,64}$/;

/** Maps an answer that is not 200. Of the API's error body only names that we sent and words of a vocabulary pass. */
export function apiFailure(answer: Answer, path: string, query: Query): ApiFailure {
  switch (answer.status) {
    case 400:
      return badRequest(answer.body, query);
    case 401:
      return { code: 'unauthorized' };
    case 403:
      return { code: 'permission_denied', needs: permissionOf(path) };
    case 404:
      return { code: 'missing' };
    case 429:
      return { code: 'rate_limited', retry_after_seconds: retryAfter(answer) };
    default:
      return answer.status >= 500 ? { code: 'upstream_unavailable' } : { code: 'unusable' };
  }
}

function badRequest(body: unknown, query: Query): ApiFailure {
  const details = apiErrorSchema.safeParse(body).data?.error.details;
  const argument = details?.parameter;
  const isSent = Object.entries(query).some(([name, value]) => name === argument && value !== undefined);
  if (argument === undefined || !isSent) return { code: 'unusable' };
  const allowed = details?.allowed_values?.filter((value) => VOCABULARY.test(value));
  return {
    code: 'invalid_argument',
    argument,
    problem: 'has a value that Optimove does not accept',
    ...(allowed !== undefined && allowed.length > 0 && { allowed }),
  };
}

export function retryAfter({ headers, body }: Answer): number {
  const details = apiErrorSchema.safeParse(body).data?.error.details;
  const stated = statedWait(headers) ?? details?.retry_after_seconds;
  const seconds = Math.ceil(stated ?? RETRY_AFTER_DEFAULT_SECONDS);
  return Math.min(Math.max(seconds, 1), RETRY_AFTER_MAX_SECONDS);
}

/** The seconds of a Retry-After header, which may be a date by the clock of the API. @see RFC 9110, section 10.2.3 */
function statedWait(headers: Headers): number | undefined {
  const stated = headers.get('retry-after');
  if (stated === null) return undefined;
  const untilDate = (Date.parse(stated) - Date.parse(headers.get('date') ?? '')) / 1000;
  return [Number(stated), untilDate].find((seconds) => !Number.isNaN(seconds));
}

/** The permission behind a path: `/tenants/:tenant/target-groups/:id` takes `target_groups.read`. */
function permissionOf(path: string): Permission {
  const words = path.split('/').filter((segment) => segment !== '' && !segment.startsWith(':'));
  const entity = words[1] ?? 'tenant';
  return permissionSchema.safeParse(`${ENTITY_OF[entity] ?? entity}.read`).data ?? 'tenant.read';
}
