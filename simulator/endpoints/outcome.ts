import type { FaultEffect } from '../faults/rules.ts';
import { Accepted } from './accepted.ts';
import { Made } from './made.ts';
import { codeOf, Refusal, unauthorized } from './refusal.ts';

/** What leaves the API as an answer. */
interface Outcome {
  status: number;
  body: unknown;
  headers: Readonly<Record<string, string>>;
}

export function outcomeOf(answer: unknown): Outcome {
  if (answer instanceof Refusal) return answer;
  if (answer instanceof Made) return { status: answer.status, body: answer.answer, headers: {} };
  if (answer instanceof Accepted) return { status: answer.status, body: answer.body, headers: {} };
  return { status: 200, body: answer, headers: {} };
}

/** The answer that a fault puts in the place of the true one, which is then never made; null when it leaves that alone. */
export function outcomeOfFault(effect: FaultEffect): Outcome | null {
  const { status = 200, body, staleToken, retryAfterDate, retryAfter = retryAfterDate } = effect;
  if (staleToken === true) return unauthorized(true);
  if (body !== undefined) return { status, body, headers: {} };
  if (status === 200) return null;
  const details = retryAfter === undefined ? {} : { details: { retry_after_seconds: retryAfter } };
  const error = { code: codeOf(status), message: 'A fault that was set in the simulator.', ...details };
  return { status, body: status < 400 ? {} : { error }, headers: {} };
}
