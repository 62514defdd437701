import type { ArgumentProblem, ToolFailure } from '../../ports.ts';
import type { Result } from '../../result.ts';

/** What is wrong with a call, gathered before anything is said, so that all of it is said at once. */
export class Findings {
  readonly #problems: ArgumentProblem[] = [];
  /** Nothing of the arguments, and nothing that they could mend. */
  #ending: ToolFailure | null = null;

  report(problem: ArgumentProblem): void {
    this.#problems.push(problem);
  }

  /** The value, or null: then what is said of it is a problem of the argument. */
  check<Value>(argument: string, result: Result<Value, Omit<ArgumentProblem, 'argument'>>): Value | null {
    if (result.ok) return result.value;
    this.report({ argument, ...result.failure });
    return null;
  }

  /** The value, or null: then what was not found is a problem of the argument that names it. */
  take<Value>(argument: string, result: Result<Value, ToolFailure>): Value | null {
    if (result.ok) return result.value;
    const problem = problemOf(result.failure);
    if (problem === null) this.#ending ??= result.failure;
    else this.report({ argument, ...problem });
    return null;
  }

  get problems(): readonly ArgumentProblem[] {
    return this.#problems;
  }

  get ending(): ToolFailure | null {
    return this.#ending;
  }

  get any(): boolean {
    return this.#ending !== null || this.#problems.length > 0;
  }

  /** All that is wrong. */
  failure(): ToolFailure {
    if (this.#ending !== null) return this.#ending;
    const [first, ...others] = this.#problems;
    if (first === undefined) throw new Error('Nothing is wrong with this call.');
    return others.length === 0
      ? { code: 'invalid_argument', ...first }
      : { code: 'invalid_arguments', problems: [first, ...others] };
  }
}

function problemOf(failure: ToolFailure): Omit<ArgumentProblem, 'argument'> | null {
  if (failure.code === 'not_found') {
    const { entity, list_tool, nearest } = failure;
    return { problem: `names no ${entity} that this user may see; ${list_tool} has them`, nearest };
  }
  if (failure.code === 'ambiguous_name') {
    return {
      problem: `names several entities of type ${failure.entity}; give the id of one`,
      nearest: failure.matches,
    };
  }
  return null;
}
