import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteTools } from '../../sabotage/sabotage.ts';
import { BUILDERS, builderFor, hintsOf } from '../../tool-catalog.ts';

export default defineCheck({
  requirement: 'catalog.builders-closed',
  async run(connector) {
    const tools = await connector.catalog();
    const allowed = new Set(BUILDERS.map((entity) => builderFor(tools, entity)?.name));
    const writers = tools.filter((tool) => !hintsOf(tool).readOnly);
    const others = writers.filter(({ name }) => !allowed.has(name));
    if (others.length > 0) {
      throw new Violation(
        `tools beside the four builders that do not call themselves read-only: ${others.map(({ name }) => name).join(', ')}`,
      );
    }
    return `${writers.length} tools write, all of them builders`;
  },
  saboteurs: [
    {
      breaks: 'offers to draft a promotion as well',
      caught: /beside the four builders.*optimove_create_draft_promotion/u,
      sabotage: (wire) =>
        rewriteTools(wire, (tools) => [
          ...tools,
          { ...tools[0], name: 'optimove_create_draft_promotion', annotations: { destructiveHint: true } },
        ]),
    },
  ],
});
