import type { z } from 'zod';
import type { DraftType } from '#contract/drafts.ts';
import type { BuilderTool, ReadTool, Tool } from '../ports.ts';

/** A tool that only reads. Its context has no way to write, and its annotations follow from its kind. */
export function defineReadTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: Omit<ReadTool<Input, Output>, 'kind'>,
): ReadTool<Input, Output> {
  return Object.freeze({ kind: 'read', ...tool });
}

/** A tool that creates a draft of one kind, and has no way to write anything else. */
export function defineBuilderTool<
  Type extends DraftType,
  Input extends z.ZodObject,
  Output extends z.ZodObject,
>(tool: Omit<BuilderTool<Type, Input, Output>, 'kind'>): BuilderTool<Type, Input, Output> {
  return Object.freeze({ kind: 'builder', ...tool });
}

/** All four hints are stated, since the protocol's defaults read as destructive. @see MCP 2026-07-28, ToolAnnotations */
const HINTS = {
  read: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  builder: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
} as const satisfies Record<Tool['kind'], object>;

/** The annotations of a tool on the wire; nothing else decides them. @see Optimove MCP Connector, "Tool catalog" */
export function annotationsOf({ kind, title }: Pick<Tool, 'kind' | 'title'>) {
  return { title, ...HINTS[kind] };
}
