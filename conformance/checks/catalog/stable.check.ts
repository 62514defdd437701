import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteTools } from '../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'catalog.stable',
  async run(connector) {
    const session = await connector.as('wide');
    const first = JSON.stringify(await session.manifest());
    for (let repetition = 0; repetition < 2; repetition += 1) {
      if (JSON.stringify(await session.manifest()) !== first) {
        throw new Violation(
          'tools/list gave the same user different definitions, or another order, when asked again',
        );
      }
    }
    return 'three times the same bytes';
  },
  saboteurs: [
    {
      breaks: 'turns the order around every other time',
      caught: /another order/u,
      sabotage(wire) {
        let turn = false;
        return rewriteTools(wire, (tools) => {
          turn = !turn;
          return turn ? tools : tools.toReversed();
        });
      },
    },
  ],
});
