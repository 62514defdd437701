import { RESULT_TOKENS } from '../limits.ts';
import type { ToolFailure } from '../ports.ts';
import type { Result } from '../result.ts';
import { shortened } from './reduced-item.ts';
import { capShareOf } from './token-budget.ts';
import { wordsOf } from './tool-failure.ts';
import { neutraliseFields } from './untrusted-text.ts';

/** A tool result of the protocol, as far as this connector uses it. */
export interface ToolResult {
  [extension: string]: unknown;
  content: { type: 'text'; text: string }[];
  structuredContent?: Record<string, unknown>;
  isError?: true;
}

/**
 * An output as it leaves: neutralised, and said twice, since not every host shows structured content to its model.
 *
 * @see MCP 2026-07-28, Tools, "Structured Content"
 */
export function shapeOutput(output: object): ToolResult {
  const structuredContent = neutraliseFields(output);
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
}

/** An error that the model can act on: text only, so that no output schema is broken by it. However much it quotes, it fits. */
export function shapeError(text: string): ToolResult {
  return { content: [{ type: 'text', text: shortened(text, ERROR_CHARACTERS) }], isError: true };
}

/** A character has four bytes at most, and a token one at least. */
const ERROR_CHARACTERS = 4000;

/** The result of a call. What is above the cap in spite of paging and sections becomes an error: nothing above it ever leaves. */
export async function toToolResult(outcome: Result<object, ToolFailure>): Promise<ToolResult> {
  if (!outcome.ok) return shapeError(wordsOf(outcome.failure));
  const result = shapeOutput(outcome.value);
  if ((await capShareOf(result)) <= 1) return result;
  return shapeError(wordsOf({ code: 'result_too_large', cap: RESULT_TOKENS }));
}
