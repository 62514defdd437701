import { z } from 'zod';
import type { Tool } from '../ports.ts';
import { annotationsOf } from './define.ts';

/** A tool as `tools/list` shows it to a caller of one tenant: what a host and its model decide on, and what the manifest pins. */
export function definitionOf(tool: Tool) {
  const { name, title, description, input, output } = tool;
  return {
    name,
    title,
    description,
    inputSchema: jsonSchemaOf(input, 'input'),
    outputSchema: jsonSchemaOf(output, 'output'),
    annotations: annotationsOf(tool),
  };
}

/** In the default dialect of the protocol, which needs no `$schema`. @see MCP 2026-07-28, Tools, "Tool" */
function jsonSchemaOf(schema: z.ZodObject, io: 'input' | 'output'): Record<string, unknown> {
  const keywords: Record<string, unknown> = z.toJSONSchema(schema, { io, reused: 'inline' });
  delete keywords['$schema'];
  return keywords;
}
