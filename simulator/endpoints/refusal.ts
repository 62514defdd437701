import type { ApiError, ApiErrorCode } from '#contract/api-error.ts';

type Details = NonNullable<ApiError['error']['details']>;

/** What is wrong with a part of a body, as the end of the sentence "<parameter> …". */
export type Problem = NonNullable<Details['problems']>[number];

const MOST_PROBLEMS = 50;

const STATUS = {
  invalid_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  name_taken: 409,
  conflict: 409,
  idempotency_key_reused: 422,
  rate_limited: 429,
  internal_error: 500,
} as const satisfies Record<ApiErrorCode, number>;

/** The code that the API gives for a status. */
export function codeOf(status: number): ApiErrorCode {
  const codes = Object.keys(STATUS).filter((code): code is ApiErrorCode => code in STATUS);
  return codes.find((code) => STATUS[code] === status) ?? 'internal_error';
}

/** Why a call gets no answer: an expected outcome, returned and never thrown. */
export class Refusal {
  readonly status: number;
  readonly body: ApiError;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ApiErrorCode,
    message: string,
    options: { details?: Details; headers?: Record<string, string> } = {},
  ) {
    this.status = STATUS[code];
    this.body = { error: { code, message, ...(options.details && { details: options.details }) } };
    this.headers = options.headers ?? {};
  }
}

/** The one answer for what does not exist and for what the caller may not see: nothing in it tells the two apart. */
export function notFound(): Refusal {
  return new Refusal('not_found', 'Nothing that you may see has this address. Check the id and the path.');
}

/** @see RFC 6750, section 3 */
export function unauthorized(tokenGiven: boolean): Refusal {
  const message = tokenGiven
    ? 'The access token is not valid for this API, has expired, or was revoked. Get a new one.'
    : 'This API needs an access token. Send it as "Authorization: Bearer …".';
  const challenge = tokenGiven ? 'Bearer error="invalid_token"' : 'Bearer';
  return new Refusal('unauthorized', message, { headers: { 'www-authenticate': challenge } });
}

/** @see RFC 6750, section 3.1 */
export function missingScope(scope: string): Refusal {
  return new Refusal('forbidden', `The access token lacks the scope ${scope}. Ask for a token that has it.`, {
    headers: { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
  });
}

export function missingPermission(permission: string): Refusal {
  return new Refusal(
    'forbidden',
    `Your role lacks the permission ${permission}. Ask an admin of the tenant.`,
  );
}

export function invalidParameter(message: string, details: Details): Refusal {
  return new Refusal('invalid_request', message, { details });
}

/** Everything that is wrong with a body, at once. */
export function invalidBody(problems: readonly Problem[]): Refusal {
  const shown = problems.slice(0, MOST_PROBLEMS);
  const [first] = shown;
  const which = shown.length < problems.length ? `the first ${shown.length}` : 'all';
  const more =
    problems.length > 1 ? ` That is 1 of ${problems.length} problems; details.problems has ${which}.` : '';
  return new Refusal('invalid_request', `${first?.parameter} ${first?.problem}.${more}`, {
    details: { ...(first && { parameter: first.parameter }), problems: shown },
  });
}

export function internalError(): Refusal {
  return new Refusal('internal_error', 'The simulator failed on this call. Its log has the reason.');
}
