import { defineCheck } from '../../define.ts';
import { question } from '../../sabotage/faulty-gates.ts';
import { Violation } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import { messageIn } from '../../client/wire.ts';
import type { Message } from '../../client/wire.ts';
import type { Answer } from '../../client/mcp-client.ts';

export default defineCheck({
  requirement: 'data.live',
  async run(connector) {
    const witness = connector.witness();
    const session = await connector.as('wide');
    let calls = 0;
    for (const { list, get, items } of await listings(connector)) {
      const id = items[0]?.id;
      const asked = [
        { tool: list.name, args: {} },
        ...(get === undefined || id === undefined ? [] : [{ tool: get.name, args: { id } }]),
      ];
      // Each twice: the second answer must not come from memory either.
      for (const { tool, args } of [...asked, ...asked]) {
        const answer = Promise.withResolvers<Answer>();
        const entries = await witness.during(async () => answer.resolve(await session.call(tool, args)));
        if (!entries.some(({ effect }) => effect === 'read')) {
          throw new Violation(`${tool} answered without asking the API`, {
            calls: [(await answer.promise).exchange],
            journal: entries,
          });
        }
        calls += 1;
      }
    }
    return `${calls} calls, each read from the API`;
  },
  saboteurs: [
    {
      breaks: 'answers from memory when asked the same again',
      caught: /answered without asking the API/u,
      hides: 'retry',
      sabotage({ fetch }) {
        const memory = new Map<string, Message>();
        return async (request) => {
          const body = await request.clone().text();
          const asked = messageIn(body);
          const old = memory.get(question(request, body));
          if (old !== undefined) return Response.json({ ...old, id: asked?.id });
          const response = await fetch(request);
          const answer = messageIn(await response.clone().text());
          if (asked?.method === 'tools/call' && answer !== null) memory.set(question(request, body), answer);
          return response;
        };
      },
    },
  ],
});
