import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteTool, rewriteTools } from '../../sabotage/sabotage.ts';
import { isBuilder, propertiesOf, wordsOf } from '../../tool-catalog.ts';
import type { ToolDefinition } from '../../tool-catalog.ts';

/** Deeds that only a marketer may do: in a tool's name or a parameter's, they offer what is forbidden. */
const DEEDS = new Set([
  'activate',
  'approve',
  'arm',
  'schedule',
  'send',
  'launch',
  'publish',
  'resume',
  'execute',
  'enable',
]);
/** In a builder's parameter these decide about the life of what it makes; in a filter they only choose. */
const STATES = new Set([
  'status',
  'state',
  'active',
  'armed',
  'approved',
  'scheduled',
  'live',
  'start',
  'starts',
  'enabled',
]);

export default defineCheck({
  requirement: 'safety.no-such-parameter',
  async run(connector) {
    const tools = await connector.catalog();
    const offers = tools.flatMap((tool) => offersOf(tool).map((offer) => `${tool.name} ${offer}`));
    if (offers.length > 0)
      throw new Violation(`a tool offers what only a marketer may do: ${offers.join('; ')}`);
    return `${tools.length} tools and their parameters`;
  },
  saboteurs: [
    {
      breaks: 'offers to activate the campaign that it drafts',
      caught: /only a marketer may do: optimove_create_draft_campaign takes activate_now/u,
      sabotage: (wire) =>
        rewriteTool(
          wire,
          ({ name }) => name === 'optimove_create_draft_campaign',
          (tool) => ({
            ...tool,
            inputSchema: { type: 'object', properties: { activate_now: { type: 'boolean' } } },
          }),
        ),
    },
    {
      breaks: 'has a tool that sends',
      caught: /optimove_send_campaign is named so/u,
      sabotage: (wire) =>
        rewriteTools(wire, (tools) => [...tools, { ...tools[0], name: 'optimove_send_campaign' }]),
    },
  ],
});

function offersOf(tool: ToolDefinition): string[] {
  const forbidden = (name: string) =>
    wordsOf({ name }).some((word) => DEEDS.has(word) || (isBuilder(tool) && STATES.has(word)));
  return [
    ...(wordsOf(tool).some((word) => DEEDS.has(word)) ? ['is named so'] : []),
    ...Object.keys(propertiesOf(tool))
      .filter(forbidden)
      .map((name) => `takes ${name}`),
  ];
}
