import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import { listAll } from '../../samples/listing.ts';
import { isNextPage } from '../../sabotage/hiding.ts';
import { rewriteItems } from '../../sabotage/sabotage.ts';
import { propertiesOf } from '../../tool-catalog.ts';

const SIZE = 7;

export default defineCheck({
  requirement: 'limits.pages-complete',
  async run(connector) {
    const session = await connector.as('wide');
    const { email } = connector.credentials('wide');
    let pagesSeen = 0;
    for (const { list, entity, tenant } of await listings(connector)) {
      if (tenant === undefined || !('limit' in propertiesOf(list))) continue;
      const { items, pages, answers } = await listAll(session, list.name, { limit: SIZE });
      const calls = answers.map(({ exchange }) => exchange).slice(0, 10);
      const ids = items.map(({ id }) => id);
      const twice = ids.find((id, index) => ids.indexOf(id) !== index);
      if (twice !== undefined)
        throw new Violation(`${entity} ${twice} stands on two pages of ${list.name}`, { calls });
      const missing = new Set(await connector.witness().visible(email, tenant, entity)).difference(
        new Set(ids),
      );
      if (missing.size > 0) {
        throw new Violation(
          `no page of ${list.name} shows ${entity} ${[...missing].slice(0, 5).join(', ')}`,
          { calls },
        );
      }
      pagesSeen += pages.length;
    }
    if (pagesSeen === 0) throw new NotTestable('no list takes a limit');
    return `${pagesSeen} pages of ${SIZE}, nothing missing and nothing twice`;
  },
  saboteurs: [
    {
      breaks: 'loses the last entry of the second page',
      caught: /no page of optimove_list_\w+ shows/u,
      hides: 'second page',
      sabotage: (wire) =>
        rewriteItems(wire, (items, call) => (isNextPage(call) ? items.slice(0, -1) : items)),
    },
    {
      breaks: 'begins each page with the last entry of the one before',
      caught: /stands on two pages/u,
      sabotage(wire) {
        let last: Parameters<Parameters<typeof rewriteItems>[1]>[0] = [];
        return rewriteItems(wire, (items, { arguments: args }) => {
          const page = args['cursor'] === undefined ? items : [...last, ...items];
          last = items.slice(-1);
          return page;
        });
      },
    },
  ],
});
