import { RESULT_TOKENS } from '../limits.ts';
import type { ToolFailure } from '../ports.ts';
import type { Result } from '../result.ts';
import { shortened } from './reduced-item.ts';
import { capShareOf } from './token-budget.ts';
import { wordsOf } from './tool-failure.ts';
import { neutraliseFields } from './untrusted-text.ts';

/** A link to a resource, as far as this connector uses it. */
interface Link {
  [extension: string]: unknown;
  type: 'resource_link';
  uri: string;
  name: string;
}

/** A tool result of the protocol, as far as this connector uses it. */
export interface ToolResult {
  [extension: string]: unknown;
  content: ({ type: 'text'; text: string } | Link)[];
  structuredContent?: Record<string, unknown>;
  isError?: true;
  _meta?: Record<string, unknown>;
}

/** The parts of a result that hold text which people of the tenant wrote. Hosts may guard their model against it. */
export const UNTRUSTED = 'com.optimove/untrusted';
const ERROR_CODE = 'com.optimove/error_code';

/** A character has four bytes at most, and a token one at least. */
const ERROR_CHARACTERS = 4000;

/** The failures in whose words nothing is quoted. */
const IN_OUR_WORDS: readonly ToolFailure['code'][] = [
  'tenant_required',
  'cursor_invalid',
  'job_invalid',
  'job_failed',
  'permission_denied',
  'insufficient_scope',
  'idempotency_key_reused',
  'rate_limited',
  'upstream_unavailable',
  'upstream_too_large',
  'upstream_timeout',
  'result_too_large',
  'audit_unavailable',
];

/**
 * An output as it leaves: neutralised, and said twice, since not every host shows structured content to its model.
 *
 * @see MCP 2026-07-28, Tools, "Structured Content"
 */
export function shapeOutput(output: object): ToolResult {
  const structuredContent = neutraliseFields(output);
  return {
    content: [{ type: 'text', text: JSON.stringify(structuredContent) }],
    structuredContent,
    _meta: { [UNTRUSTED]: ['content', 'structuredContent'] },
  };
}

/** An error that the model can act on: text only, so that no output schema is broken by it. However much it quotes, it fits. */
export function shapeError(text: string): ToolResult {
  return { content: [{ type: 'text', text: shortened(text, ERROR_CHARACTERS) }], isError: true };
}

/** For programs, why a call failed; undefined where the connector itself did. */
export function errorCodeOf({
  _meta: meta,
}: {
  _meta?: Record<string, unknown> | undefined;
}): string | undefined {
  const code = meta?.[ERROR_CODE];
  return typeof code === 'string' ? code : undefined;
}

/**
 * The result of a call. What is above the cap in spite of paging and sections becomes an error: nothing above it ever leaves.
 * Links are added where there is room for them.
 */
export async function toToolResult(
  outcome: Result<object, ToolFailure>,
  linksOf: (output: unknown) => Link[] = () => [],
): Promise<ToolResult> {
  if (!outcome.ok) return shapeFailure(outcome.failure);
  const result = shapeOutput(outcome.value);
  const share = await capShareOf(result);
  if (share > 1) return shapeFailure({ code: 'result_too_large', cap: RESULT_TOKENS });
  const links = linksOf(result.structuredContent);
  const fits = links.length > 0 && share + (await capShareOf(links)) <= 1;
  return fits ? { ...result, content: [...result.content, ...links] } : result;
}

function shapeFailure(failure: ToolFailure): ToolResult {
  const quotes = !IN_OUR_WORDS.includes(failure.code);
  return {
    ...shapeError(wordsOf(failure)),
    _meta: { [ERROR_CODE]: failure.code, ...(quotes && { [UNTRUSTED]: ['content'] }) },
  };
}
