import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteTools } from '../../sabotage/sabotage.ts';
import { toolFor } from '../../tool-catalog.ts';

export default defineCheck({
  requirement: 'catalog.channels-and-tenant',
  async run(connector) {
    const catalog = await connector.catalog();
    const session = await connector.as('wide');
    const tools = {
      channels: toolFor(catalog, 'list', 'channel'),
      'the tenant': toolFor(catalog, 'get', 'tenant'),
    };
    for (const [subject, tool] of Object.entries(tools)) {
      if (tool === undefined) throw new Violation(`no tool reads ${subject}`);
      const answer = await session.call(tool.name, {});
      if (answer.kind !== 'result')
        throw new Violation(`${subject} cannot be read: ${answer.text}`, { calls: [answer.exchange] });
    }
    return 'channels and the tenant can be read';
  },
  saboteurs: [
    {
      breaks: 'hides the channels',
      caught: /no tool reads channels/u,
      sabotage: (wire) =>
        rewriteTools(wire, (tools) => tools.filter(({ name }) => name !== 'optimove_list_channels')),
    },
  ],
});
