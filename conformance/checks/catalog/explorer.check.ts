import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { rewriteTools } from '../../sabotage/sabotage.ts';
import { ENTITIES, hintsOf, toolFor } from '../../tool-catalog.ts';

export default defineCheck({
  requirement: 'catalog.explorer',
  async run(connector) {
    const catalog = await connector.catalog();
    const found = ENTITIES.flatMap((entity) => [
      { wanted: `list ${entity}`, tool: toolFor(catalog, 'list', entity) },
      { wanted: `get ${entity}`, tool: toolFor(catalog, 'get', entity) },
    ]);
    if (found.every(({ tool }) => tool === undefined))
      throw new NotTestable('the connector offers no Explorer tools');
    const problems = found.flatMap(({ wanted, tool }) => {
      if (tool === undefined) return [`no tool to ${wanted}`];
      return hintsOf(tool).readOnly ? [] : [`${tool.name} is not marked read-only`];
    });
    if (problems.length > 0) throw new Violation(problems.join('; '));
    return `a tool to list and a tool to get each of ${ENTITIES.length} kinds of entities`;
  },
  saboteurs: [
    {
      breaks: 'does not fetch journeys',
      caught: /no tool to get journey/u,
      sabotage: (wire) =>
        rewriteTools(wire, (tools) => tools.filter(({ name }) => name !== 'optimove_get_journey')),
    },
  ],
});
