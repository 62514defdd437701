import type { Campaign } from '#contract/entities/campaign.ts';

type Source = Campaign['source'];

/** What an entity was made with. */
export const SOURCE_NAMES: Readonly<Record<Source, string>> = {
  ui: 'Console',
  mcp: 'MCP connector',
  api: 'Public API',
};

/** How an entity came to be, in words. */
export const SOURCE_WORDS: Readonly<Record<Source, string>> = {
  ui: 'Made in the console',
  mcp: 'Made through the MCP connector',
  api: 'Made through the public API',
};
