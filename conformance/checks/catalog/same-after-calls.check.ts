import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { erasOf, send } from '../../client/eras.ts';
import { samples } from '../../samples/era-samples.ts';
import { rewriteMessages, rewriteTools } from '../../sabotage/sabotage.ts';

const LISTS = { 'tools/list': 'tools', 'prompts/list': 'prompts', 'resources/list': 'resources' };

export default defineCheck({
  requirement: 'catalog.same-after-calls',
  async run(connector) {
    const before = await listed();
    await connector.as('narrow').then(async (session) => session.manifest());
    await samples(connector);
    await send(connector, { http: 'POST', headers: {}, body: 'no json' });
    const after = await listed();
    for (const [list, content] of before) {
      if (after.get(list) !== content) throw new Violation(`${list} is another one after calls were made`);
    }
    return `${before.size} lists, the same before and after calls`;

    async function listed(): Promise<Map<string, string>> {
      const found = new Map<string, string>();
      for (const era of await erasOf(connector)) {
        for (const [method, member] of Object.entries(LISTS)) {
          const { answer } = await send(connector, era.ask(method));
          const names = JSON.stringify(answer?.result?.[member] ?? null);
          found.set(`${method} (${era.revision})`, names);
        }
      }
      return found;
    }
  },
  saboteurs: [
    {
      breaks: 'has a tool more once a call has failed',
      caught: /tools\/list .* is another one after calls/u,
      sabotage(wire) {
        let failed = false;
        const watching = rewriteMessages(wire, {
          answer(answer) {
            failed ||= answer.result?.['isError'] === true;
            return answer;
          },
        });
        return rewriteTools({ ...wire, fetch: watching }, (tools) =>
          failed ? [...tools, { ...tools[0], name: 'optimove_repair' }] : tools,
        );
      },
    },
  ],
});
