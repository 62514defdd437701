/** A call for the documentation. A test executes it, so that it stays true. */
export interface ToolExample {
  readonly tool: `optimove_${string}`;
  /** What a person asked for, in their words. */
  readonly question: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The call that has to come first, and the argument that its answer gives: a path into its structured content. */
  readonly after?: {
    readonly tool: `optimove_${string}`;
    readonly args: Readonly<Record<string, unknown>>;
    readonly gives: Readonly<Record<string, readonly string[]>>;
    /** How long it takes the tenant API, until when the clock is then put forward. */
    readonly takesMs?: number;
  };
}
