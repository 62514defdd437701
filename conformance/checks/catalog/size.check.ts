import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { plainTokens } from '../../response-tokens.ts';
import { rewriteTool } from '../../sabotage/sabotage.ts';

const BUDGET = 8000;

export default defineCheck({
  requirement: 'catalog.size',
  async run(connector) {
    const tokens = plainTokens(
      (await connector.catalog()).map(({ outputSchema: _output, ...shown }) => shown),
    );
    if (tokens > BUDGET)
      throw new Violation(`the tool definitions take ${tokens} tokens, more than ${BUDGET}`);
    return `${tokens} of ${BUDGET} tokens`;
  },
  saboteurs: [
    {
      breaks: 'describes one tool at the length of a book',
      caught: /more than 8000/u,
      sabotage: (wire) =>
        rewriteTool(
          wire,
          () => true,
          (tool) => ({ ...tool, description: 'Lists the campaigns. '.repeat(3000) }),
        ),
    },
  ],
});
