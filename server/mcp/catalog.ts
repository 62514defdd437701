import type { Tool } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { permits } from '../policy/require-scope.ts';
import type { Principal, ReadTool } from '../ports.ts';
import { annotationsOf } from '../tools/define.ts';
import { withTenantArgument } from './tenant-argument.ts';

const inputSchemaSchema = z.looseObject({
  type: z.literal('object'),
  properties: z.record(z.string(), z.json()).default({}),
  required: z.array(z.string()).optional(),
});

/**
 * What `tools/list` says, in the order of the tools. JSON schemas are made once, at the start; an answer depends on nothing but
 * the caller's scopes and tenants.
 *
 * @see MCP 2026-07-28, Tools, "Listing Tools"
 */
export function createCatalog(tools: readonly ReadTool[]) {
  const entries = tools.map((tool) => ({ tool, definition: definitionOf(tool) }));

  return function listTools(principal: Principal): Tool[] {
    return entries
      .filter(({ tool }) => permits(principal, tool))
      .map(({ definition }) => ({
        ...definition,
        inputSchema: withTenantArgument(definition.inputSchema, principal.tenants),
      }));
  };
}

function definitionOf(tool: ReadTool): Tool {
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: inputSchemaSchema.parse(jsonSchemaOf(tool.input, 'input')),
    outputSchema: jsonSchemaOf(tool.output, 'output'),
    annotations: annotationsOf(tool),
  };
}

/** In the default dialect of the protocol, which needs no `$schema`. */
function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _dialect, ...keywords } = z.toJSONSchema(schema, { io, reused: 'inline' });
  return keywords;
}
