import { ANALYST_EXAMPLES } from './analyst.ts';
import { BUILDER_EXAMPLES } from './builder.ts';
import type { ToolExample } from './example.ts';
import { EXPLORER_EXAMPLES } from './explorer.ts';
import { KNOWLEDGE_EXAMPLES } from './knowledge.ts';
import { MISSION_CONTROL_EXAMPLES } from './mission-control.ts';

/** The categories of the catalog, and an example for each of their tools. @see Optimove MCP Connector, "Tool catalog" */
export const EXAMPLES: Readonly<Record<string, readonly ToolExample[]>> = {
  Analyst: ANALYST_EXAMPLES,
  Explorer: EXPLORER_EXAMPLES,
  Knowledge: KNOWLEDGE_EXAMPLES,
  'Mission Control': MISSION_CONTROL_EXAMPLES,
  Builders: BUILDER_EXAMPLES,
};
