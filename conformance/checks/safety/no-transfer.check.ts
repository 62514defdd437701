import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteTools } from '../../sabotage/sabotage.ts';
import { propertiesOf, wordsOf } from '../../tool-catalog.ts';

const DEEDS = new Set(
  'transfer pay payout payment credit refund redeem withdraw withdrawal issue grant award bonus topup'.split(
    ' ',
  ),
);

export default defineCheck({
  requirement: 'safety.no-transfer',
  async run(connector) {
    const tools = await connector.catalog();
    const offers = tools.flatMap((tool) =>
      [tool.name, ...Object.keys(propertiesOf(tool))]
        .filter((name) => wordsOf({ name }).some((word) => DEEDS.has(word)))
        .map((name) => (name === tool.name ? name : `${tool.name} with ${name}`)),
    );
    if (offers.length > 0)
      throw new Violation(`a tool offers to move money, vouchers or credits: ${offers.join('; ')}`);
    return `${tools.length} tools and their parameters`;
  },
  saboteurs: [
    {
      breaks: 'has a tool that issues vouchers',
      caught: /move money, vouchers or credits: optimove_issue_voucher/u,
      sabotage: (wire) =>
        rewriteTools(wire, (tools) => [...tools, { ...tools[0], name: 'optimove_issue_voucher' }]),
    },
  ],
});
