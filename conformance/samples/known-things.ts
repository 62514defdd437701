import { oncePerConnector } from '../connector.ts';
import type { Connector, Who } from '../connector.ts';
import { NotTestable, Violation } from '../finding.ts';
import { listAll } from './listing.ts';
import type { Listing } from './listing.ts';
import type { McpSession } from '../client/mcp-client.ts';
import { ENTITIES, propertiesOf, toolFor } from '../tool-catalog.ts';
import type { Entity, ToolDefinition } from '../tool-catalog.ts';
import type { Json } from '../client/wire.ts';

/** Everything that one list tool shows to a person. */
export interface EntityListing extends Listing {
  entity: Entity;
  list: ToolDefinition;
  get?: ToolDefinition;
}

const listers = {
  wide: oncePerConnector(async (connector) => listAs(connector, 'wide')),
  narrow: oncePerConnector(async (connector) => listAs(connector, 'narrow')),
  'other-tenant': oncePerConnector(async (connector) => listAs(connector, 'other-tenant')),
};

/**
 * All that a person sees of the seven kinds of entities, listed once per run. Where that fails, nothing that needs it can be
 * tested; that it fails is for `liveness.reads` to judge.
 */
export async function listings(connector: Connector, who: Who = 'wide'): Promise<EntityListing[]> {
  return listers[who](connector).catch((error: unknown) => {
    if (!(error instanceof Violation)) throw error;
    throw new NotTestable(`nothing can be listed as ${who}: ${error.message}`, { cause: error });
  });
}

/** The same, listed anew. */
export async function listAs(connector: Connector, who: Who): Promise<EntityListing[]> {
  const catalog = await connector.catalog();
  const session = await connector.as(who);
  const found: EntityListing[] = [];
  for (const entity of ENTITIES) {
    const list = toolFor(catalog, 'list', entity);
    const get = toolFor(catalog, 'get', entity);
    if (list === undefined) continue;
    const largest = propertiesOf(list)['limit']?.['maximum'];
    const listing = await listAll(session, list.name, typeof largest === 'number' ? { limit: largest } : {});
    found.push({ ...listing, entity, list, ...(get !== undefined && { get }) });
  }
  if (found.length === 0) throw new NotTestable('the connector offers no tool that lists an entity');
  return found;
}

/** A list once more, in pages that are so small that there are three; whole where it takes no limit. */
export async function inPages(session: McpSession, { list, items }: EntityListing): Promise<Listing> {
  return listAll(session, list.name, pagesOf(list, Math.ceil(items.length / 3)));
}

/** The argument that asks for pages of this size, or of the largest that the tool gives; none where it takes no limit. */
export function pagesOf(list: ToolDefinition, size: number): Json {
  const { limit } = propertiesOf(list);
  if (limit === undefined) return {};
  const largest = typeof limit['maximum'] === 'number' ? limit['maximum'] : size;
  return { limit: Math.max(1, Math.min(size, largest)) };
}
