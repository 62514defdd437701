import { expect, test } from 'vitest';
import { toolsetOf } from './toolsets.ts';

test.each([
  ['analyst', 'query-analytics.tool.ts', 'analyst'],
  ['mission-control', 'get-platform-status.tool.ts', 'mission_control'],
  ['builder', 'create-draft-target-group.tool.ts', 'builder_target_groups'],
  ['builder', 'create-draft-campaign.tool.ts', 'builder_campaigns'],
  ['builder', 'create-draft-trigger.tool.ts', 'builder_triggers'],
  ['builder/streams', 'create-draft-stream.tool.ts', 'builder_streams'],
  ['builder', 'create-draft-journey.tool.ts', undefined],
  ['.', 'get-thing.tool.ts', undefined],
])('the tool of %s/%s is in %s', (folder, file, toolset) => {
  expect(toolsetOf(folder, file)).toBe(toolset);
});
