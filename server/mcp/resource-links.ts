import type { ResourceLink } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Resource } from '../resources/define.ts';
import type { ResourceAddresses } from './resource-addresses.ts';
import { RESOURCE_TYPE } from './resources.ts';

/** Of a list only its first items: every link costs the model what its item has said already. */
const LINKS_AT_MOST = 5;
const NAME_CHARACTERS = 120;

const itemSchema = z.object({ id: z.string(), name: z.string() });
const outputSchema = z.object({
  tenant_id: z.string(),
  item: itemSchema.optional(),
  items: z.array(itemSchema).default([]),
});

/**
 * Links to the entities that a result is about, for hosts that let a person open or attach them.
 *
 * @see MCP 2025-06-18, Tools, "Resource Links"
 */
export function createResourceLinks(resources: readonly Resource[], { addressOf }: ResourceAddresses) {
  const byTool = new Map(
    resources.flatMap((resource) =>
      resource.ids === undefined
        ? []
        : [resource.tool, resource.ids.tool].map((tool) => [tool as string, resource]),
    ),
  );
  return function linksOf(tool: string, output: unknown): ResourceLink[] {
    const resource = byTool.get(tool);
    const about = outputSchema.safeParse(output).data;
    if (resource === undefined || about === undefined) return [];
    const { tenant_id: tenant, item, items } = about;
    return [...(item ? [item] : []), ...items].slice(0, LINKS_AT_MOST).map(({ id, name }) => ({
      type: 'resource_link',
      uri: addressOf(resource, { tenant, id }),
      name: Array.from(name).slice(0, NAME_CHARACTERS).join(''),
      mimeType: RESOURCE_TYPE,
    }));
  };
}
