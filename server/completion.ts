import type { Tool } from './ports.ts';

/** Items that a tool finds for what was typed; it takes `query` and `limit`. */
export interface ItemSearch {
  tool: Tool['name'];
  limit: number;
}

/** What the value of an argument may be: one of a few, or something that a tool finds. */
export type Completion = readonly string[] | ItemSearch;
