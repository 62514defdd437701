/** The categories of the catalog, by which an address can narrow it. @see Optimove MCP Connector, "Tool catalog" */
export const TOOLSETS = [
  'analyst',
  'explorer',
  'knowledge',
  'mission_control',
  'builder_target_groups',
  'builder_campaigns',
  'builder_triggers',
  'builder_streams',
] as const;
export type Toolset = (typeof TOOLSETS)[number];

const BUILDER_FILE = /^create-draft-([a-z-]+)\.tool\.ts$/;

/**
 * The category of a tool by where its file lies: `mission-control/…` is in mission_control, and `create-draft-campaign.tool.ts`
 * in builder_campaigns, whatever its folder.
 */
export function toolsetOf(folder: string, file: string): Toolset | undefined {
  const drafted = BUILDER_FILE.exec(file)?.[1];
  const name = drafted === undefined ? folder : `builder_${drafted}s`;
  return TOOLSETS.find((toolset) => toolset === name.replaceAll('-', '_'));
}
