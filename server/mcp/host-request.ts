import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Principal } from '../ports.ts';

/** One request of a host beyond tools: it reaches the tenant through the tools that the caller has, and in no other way. */
export interface HostRequest {
  principal: Principal;
  /** The names of the tools that `tools/list` shows to the caller. */
  tools: ReadonlySet<string>;
  callTool(name: string, args: Readonly<Record<string, unknown>>): Promise<CallToolResult>;
}
