import { STATUS_CODES } from 'node:http';
import type { Refusal } from '../endpoints/refusal.ts';

/** Why a call of the public API gets no answer: an expected outcome, returned and never thrown. */
export class Problem {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.message = message;
    this.headers = headers;
  }

  /** The one shape that the documentation shows, that of its 429. */
  get body(): { status: number; error: string; message: string } {
    return { status: this.status, error: STATUS_CODES[this.status] ?? 'Error', message: this.message };
  }
}

export function badRequest(message: string): Problem {
  return new Problem(400, message);
}

export function noSuch(what: string, name: string): Problem {
  return new Problem(404, `There is no ${what} ${JSON.stringify(name)} in this tenant.`);
}

/** What the platform API would refuse with; here the message has to say all of it, as there is nothing beside it. */
export function fromRefusal({ status, body }: Refusal): Problem {
  const { message, details } = body.error;
  const problems = details?.problems ?? [];
  if (problems.length < 2) return new Problem(status, message);
  return new Problem(status, `${problems.map((one) => `${one.parameter} ${one.problem}`).join('; ')}.`);
}
