import type { Tool, ToolFailure } from '../ports.ts';

/** The name of a tool of the catalog, or `unknown`. Of nothing else can one be made: the name that a client sent does not compile. */
export class ToolLabel {
  readonly #name: string;

  private constructor(name: string) {
    this.#name = name;
  }

  static readonly unknown = new ToolLabel('unknown');

  static of({ name }: Pick<Tool, 'name'>): ToolLabel {
    return new ToolLabel(name);
  }

  toString(): string {
    return this.#name;
  }
}

/** Finds the label of what a client called. */
export function labelsOf(tools: readonly Pick<Tool, 'name'>[]): (name: string) => ToolLabel {
  const labels = new Map<string, ToolLabel>(tools.map((tool) => [tool.name, ToolLabel.of(tool)]));
  return (name) => labels.get(name) ?? ToolLabel.unknown;
}

/**
 * All that is ever measured of a call. Closed by type: a label of the catalog, words that are written here, and numbers. There is
 * no place for anything of a tenant, a user or a client.
 *
 * @see Optimove MCP Connector, "Data handling and privacy"
 */
export interface MeasuredCall {
  tool: ToolLabel;
  outcome: 'ok' | ToolFailure['code'] | 'unknown_tool' | 'access_ended' | 'cancelled' | 'bug' | 'failed';
  seconds: number;
  parameterBytes: number;
  resultBytes: number;
}

export interface Telemetry {
  record(call: MeasuredCall): void;
  /** Sends what is left. */
  close(): Promise<void>;
}

/** For a connector whose operator named no collector. */
export const NO_TELEMETRY: Telemetry = { record: () => undefined, close: async () => undefined };
