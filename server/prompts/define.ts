import type { Completion } from '../completion.ts';

export interface PromptArgument {
  readonly name: string;
  readonly description: string;
  readonly required?: true;
  readonly completion: Completion;
}

/** A tool call that a prompt asks for. What only an earlier answer can give stands in angle brackets. */
export interface PromptStep {
  readonly tool: `optimove_${string}`;
  readonly args: Readonly<Record<string, unknown>>;
  /** What to look for, as the end of the sentence "Call <tool> …: <purpose>". */
  readonly purpose: string;
}

/**
 * A request that a person starts in the host with one click, and a model then works off with the tools of this server.
 *
 * @see MCP 2026-07-28, Prompts
 */
export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /** What is asked for, with the values that the person gave. */
  readonly task: (values: PromptValues) => string;
  readonly steps: (values: PromptValues) => readonly PromptStep[];
  /** What the answer to the person holds. */
  readonly answer: string;
}

/** The values of the arguments: cut, and without anything invisible. */
export type PromptValues = Readonly<Record<string, string | undefined>>;

export function definePrompt(prompt: Prompt): Prompt {
  return Object.freeze(prompt);
}

/** How far back, as the tools take it. */
export const PERIODS = ['-7d', '-14d', '-30d', '-90d'] as const;
