import type { ToolCall } from '../arbitraries/tool-calls.ts';
import type { Connector } from '../connector.ts';
import { depositsAbove100 } from './example-trigger.ts';
import { NotApplicable, NotTestable } from '../finding.ts';
import { builderFor, BUILDERS, ENTITIES, toolFor } from '../tool-catalog.ts';

/** Calls of tools that list something, one for each kind of entity that the connector lists. */
export async function listCalls(connector: Connector): Promise<[ToolCall, ...ToolCall[]]> {
  const catalog = await connector.catalog();
  const tools = ENTITIES.map((entity) => toolFor(catalog, 'list', entity));
  const [first, ...rest] = tools.flatMap((tool) =>
    tool === undefined ? [] : [{ tool: tool.name, arguments: {} }],
  );
  if (first === undefined) throw new NotTestable('the connector offers no tool that lists an entity');
  return [first, ...rest];
}

/** A call that drafts something: the trigger of the page's example where there is a tool for it. */
export async function draftCall(connector: Connector, name: string): Promise<ToolCall> {
  const catalog = await connector.catalog();
  const trigger = builderFor(catalog, 'trigger');
  if (trigger !== undefined) return { tool: trigger.name, arguments: depositsAbove100(trigger, name) };
  const other = BUILDERS.map((entity) => builderFor(catalog, entity)).find((tool) => tool !== undefined);
  if (other === undefined) throw new NotApplicable('the connector offers no tool that drafts');
  return { tool: other.name, arguments: { name } };
}
