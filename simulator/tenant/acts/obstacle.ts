/** Why nothing was done. */
type Reason = 'missing' | 'permission' | 'conflict' | 'input' | 'name_taken';

interface Details {
  /** What may be done instead. */
  possible?: readonly string[];
  problems?: readonly { parameter: string; problem: string }[];
  /** What bears the name already. */
  existing?: { id: string; name: string; status?: string };
}

/** An act that was not done: an expected outcome, returned and never thrown. It leaves the world as it was. */
export class Obstacle {
  readonly reason: Reason;
  /** Says what stands against it and what to do, in sentences. */
  readonly message: string;
  readonly details: Details;

  constructor(reason: Reason, message: string, details: Details = {}) {
    this.reason = reason;
    this.message = message;
    this.details = details;
  }
}

export function wrongInput(parameter: string, problem: string): Obstacle {
  return new Obstacle('input', `${parameter} ${problem}.`, { problems: [{ parameter, problem }] });
}
