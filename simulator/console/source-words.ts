import type { Campaign } from '#contract/entities/campaign.ts';

/** How an entity came to be, in words. */
export const SOURCE_WORDS: Readonly<Record<Campaign['source'], string>> = {
  ui: 'Made in the console',
  mcp: 'Made through the MCP connector',
  api: 'Made through the public API',
};
