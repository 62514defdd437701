import { defineCheck } from '../../define.ts';
import { NotGiven, Violation } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import { itemIn } from '../../samples/listing.ts';
import { rewriteResult, rewriteStructured } from '../../sabotage/sabotage.ts';
import { jsonSchema } from '../../client/wire.ts';

export default defineCheck({
  requirement: 'liveness.reads',
  async run(connector) {
    // Here a missing prerequisite is the violation: a connector that refuses everything is not safe, it is broken.
    const shown = await listings(connector, 'wide').catch((error: unknown) => {
      if (error instanceof NotGiven) throw error;
      const { cause, message } = error instanceof Error ? error : new Error(String(error));
      throw cause instanceof Violation ? cause : new Violation(`nothing can be listed: ${message}`);
    });
    const session = await connector.as('wide');
    let fetched = 0;
    for (const { entity, get, items } of shown) {
      const [listed] = items;
      if (get === undefined || listed === undefined) continue;
      const answer = await session.call(get.name, { id: listed.id });
      const item = itemIn(answer);
      if (item.id !== listed.id || item['name'] !== listed['name']) {
        throw new Violation(`${entity} ${listed.id} was listed, and ${item.id} came when it was fetched`, {
          calls: [answer.exchange],
        });
      }
      fetched += 1;
    }
    if (fetched === 0)
      throw new Violation('nothing can be fetched: every list is empty or has no tool to fetch by');
    return `${shown.length} lists, and one entity of ${fetched} of them fetched`;
  },
  saboteurs: [
    {
      breaks: 'refuses every call',
      caught: /gave no list: No\./u,
      sabotage: (wire) =>
        rewriteResult(wire, () => ({
          isError: true,
          content: [{ type: 'text', text: 'No.' }],
          resultType: 'complete',
        })),
    },
    {
      breaks: 'fetches another entity than the one asked for',
      caught: /was listed, and 1 came/u,
      sabotage: (wire) =>
        rewriteStructured(wire, (structured) =>
          'item' in structured
            ? { ...structured, item: { ...jsonSchema.parse(structured['item']), id: '1' } }
            : structured,
        ),
    },
  ],
});
