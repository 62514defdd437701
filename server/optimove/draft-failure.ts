import { apiErrorSchema } from '#contract/api-error.ts';
import type { ArgumentProblem, ToolFailure } from '../ports.ts';
import { retryAfter, type ApiFailure } from './api-failure.ts';
import type { Answer } from './send.ts';

const PATH = /^\w[.[\]\w]{0,127}$/;
const STATUS = /^\w{1,32}$/;

/** Why an answer is no draft; null for an odd status, which leaves open what was made. */
export function draftFailure(answer: Answer, body: object): ApiFailure | null {
  const details = apiErrorSchema.safeParse(answer.body).data?.error.details;
  switch (answer.status) {
    case 400:
      return refused(
        (details?.problems ?? []).map(({ parameter }) => parameter),
        body,
      );
    case 401:
      return { code: 'unauthorized' };
    case 403:
      return { code: 'permission_denied', needs: 'drafts.write' };
    case 404:
    case 405:
      return { code: 'unusable' };
    case 409:
      return nameTaken(details?.existing);
    case 422:
      return { code: 'idempotency_key_reused' };
    case 429:
      return { code: 'rate_limited', retry_after_seconds: retryAfter(answer) };
    default:
      return null;
  }
}

function nameTaken(existing: Extract<ToolFailure, { code: 'name_taken' }>['existing']): ApiFailure {
  return existing !== undefined && STATUS.test(existing.status)
    ? { code: 'name_taken', existing }
    : { code: 'name_taken' };
}

/** What the API found wrong although the tool did not. Of its words only names of parameters pass that were sent. */
function refused(parameters: readonly string[], body: object): ApiFailure {
  const problem = 'has a value that Optimove does not accept for this draft';
  const sent = [...new Set(parameters)].filter(
    (parameter) => PATH.test(parameter) && Object.hasOwn(body, parameter.split(/[.[]/)[0] ?? ''),
  );
  const problems: ArgumentProblem[] = sent.slice(0, 20).map((argument) => ({ argument, problem }));
  const [first, ...others] = problems;
  if (first === undefined) {
    return {
      code: 'invalid_argument',
      argument: 'The draft as a whole',
      problem: 'was not accepted by Optimove',
    };
  }
  return others.length === 0
    ? { code: 'invalid_argument', ...first }
    : { code: 'invalid_arguments', problems };
}
