import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { ToolDefinition } from '../tool-catalog.ts';
import { jsonSchema } from '../wire.ts';
import type { Json } from '../wire.ts';
import { fromJsonSchema } from './from-json-schema.ts';
import { hostileText } from './hostile-text.ts';

export interface ToolCall {
  tool: string;
  arguments: Json;
}

/** Calls of one tool with arguments that its own input schema allows. */
export function callsOf(tool: ToolDefinition, text: Arbitrary<string>): Arbitrary<ToolCall> {
  return fromJsonSchema(tool.inputSchema, text).map((value) => ({
    tool: tool.name,
    arguments: jsonSchema.parse(value),
  }));
}

/** Words that may well be in the tenant, among words that nobody should ever pass on unchecked. */
export function textAround(known: readonly string[]): Arbitrary<string> {
  const words = fc.constantFrom('draft', 'email', 'vip', '-1h', '-7d', '2026-05-01', '1', ...known);
  return fc.oneof({ arbitrary: words, weight: 2 }, { arbitrary: hostileText, weight: 3 });
}

/** Short sequences of calls of any of the tools. */
export function sequencesOf(
  tools: readonly ToolDefinition[],
  known: readonly string[],
): Arbitrary<readonly ToolCall[]> {
  const text = textAround(known);
  return fc.array(fc.oneof(...tools.map((tool) => callsOf(tool, text))), { minLength: 1, maxLength: 3 });
}
