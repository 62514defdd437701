import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteTool } from '../../sabotage/sabotage.ts';
import { hintsOf, isBuilder } from '../../tool-catalog.ts';
import { jsonSchema } from '../../client/wire.ts';

export default defineCheck({
  requirement: 'catalog.hint',
  async run(connector) {
    const tools = await connector.catalog();
    const wrong = tools.flatMap((tool) => {
      const { readOnly, destructive } = hintsOf(tool);
      const fitting = isBuilder(tool) ? destructive && !readOnly : readOnly && !destructive;
      const shown = `readOnlyHint ${readOnly}, destructiveHint ${destructive}`;
      return fitting ? [] : [`${tool.name} ${isBuilder(tool) ? 'creates' : 'reads'} and says ${shown}`];
    });
    if (wrong.length > 0) throw new Violation(`hints that do not fit: ${wrong.join('; ')}`);
    return `${tools.length} tools, each with the one hint that fits`;
  },
  saboteurs: [
    {
      breaks: 'leaves out the annotations of one tool',
      caught: /reads and says readOnlyHint false, destructiveHint false/u,
      sabotage: (wire) =>
        rewriteTool(
          wire,
          () => true,
          ({ annotations: _annotations, ...tool }) => tool,
        ),
    },
    {
      breaks: 'shows both hints on one tool',
      caught: /readOnlyHint true, destructiveHint true/u,
      sabotage: (wire) =>
        rewriteTool(
          wire,
          () => true,
          (tool) => ({
            ...tool,
            annotations: { ...jsonSchema.parse(tool['annotations']), destructiveHint: true },
          }),
        ),
    },
  ],
});
