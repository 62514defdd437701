import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteTools } from '../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'catalog.unique-names',
  async run(connector) {
    const names = (await connector.catalog()).map(({ name }) => name);
    const twice = names.filter((name, at) => names.indexOf(name) !== at);
    if (twice.length > 0) throw new Violation(`more than one tool is called ${twice.join(', ')}`);
    return `${names.length} tools, each with a name of its own`;
  },
  saboteurs: [
    {
      breaks: 'lists one tool twice, with other words',
      caught: /more than one tool is called optimove_/u,
      sabotage: (wire) =>
        rewriteTools(wire, (tools) => [...tools, { ...tools[3], description: 'The same once more.' }]),
    },
  ],
});
