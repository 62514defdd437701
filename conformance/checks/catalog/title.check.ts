import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteTool } from '../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'catalog.title',
  async run(connector) {
    const tools = await connector.catalog();
    const untitled = tools.filter(({ title }) => typeof title !== 'string' || title.trim() === '');
    if (untitled.length > 0) {
      throw new Violation(`no title field: ${untitled.map(({ name }) => name).join(', ')}`);
    }
    return `${tools.length} titles`;
  },
  saboteurs: [
    {
      breaks: 'leaves the title of one tool to its annotations',
      caught: /no title field: optimove_/u,
      sabotage: (wire) =>
        rewriteTool(
          wire,
          () => true,
          ({ title: _title, ...tool }) => tool,
        ),
    },
  ],
});
