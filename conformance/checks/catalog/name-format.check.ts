import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteTool } from '../../sabotage/sabotage.ts';

const FORMAT = /^optimove_[a-z0-9]+(_[a-z0-9]+)*$/u;
const LONGEST = 64;

export default defineCheck({
  requirement: 'catalog.name-format',
  async run(connector) {
    const names = (await connector.catalog()).map(({ name }) => name);
    const wrong = names.filter((name) => !FORMAT.test(name) || name.length > LONGEST);
    if (wrong.length > 0) {
      throw new Violation(
        `not lower snake case led by optimove_, up to ${LONGEST} characters: ${wrong.join(', ')}`,
      );
    }
    return `${names.length} names`;
  },
  saboteurs: [
    {
      breaks: 'gives one tool a name in camel case',
      caught: /lower snake case.*optimove_listThings/u,
      sabotage: (wire) =>
        rewriteTool(
          wire,
          () => true,
          (tool) => ({ ...tool, name: 'optimove_listThings' }),
        ),
    },
    {
      breaks: 'gives one tool a name of 65 characters',
      caught: /up to 64 characters: optimove_a+$/u,
      sabotage: (wire) =>
        rewriteTool(
          wire,
          () => true,
          (tool) => ({ ...tool, name: `optimove_${'a'.repeat(56)}` }),
        ),
    },
  ],
});
