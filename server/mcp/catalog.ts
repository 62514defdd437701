import type { Tool } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { offers, WITHOUT_NARROWING } from '../policy/narrowing.ts';
import { permits } from '../policy/require-scope.ts';
import type { Principal, Tool as CatalogTool } from '../ports.ts';
import { definitionOf } from '../tools/definition.ts';
import { withTenantArgument } from './tenant-argument.ts';

const inputSchemaSchema = z.looseObject({
  type: z.literal('object'),
  properties: z.record(z.string(), z.json()).default({}),
  required: z.array(z.string()).optional(),
});

/**
 * What `tools/list` says, in the order of the tools. JSON schemas are made once, at the start; an answer depends on nothing but
 * the caller's scopes, tenants and address.
 *
 * @see MCP 2026-07-28, Tools, "Listing Tools"
 */
export function createCatalog(tools: readonly CatalogTool[]) {
  const entries = tools.map((tool) => {
    const definition = definitionOf(tool);
    return { tool, definition, inputSchema: inputSchemaSchema.parse(definition.inputSchema) };
  });

  return function listTools(principal: Principal, narrowing = WITHOUT_NARROWING): Tool[] {
    return entries
      .filter(({ tool }) => permits(principal, tool) && offers(narrowing, tool))
      .map(({ tool, definition, inputSchema }) => ({
        ...definition,
        inputSchema: withTenantArgument(inputSchema, principal.tenants, tool),
      }));
  };
}
