import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { listAll } from '../../samples/listing.ts';
import { rewriteArguments, rewriteStructured } from '../../sabotage/sabotage.ts';
import { jsonSchema } from '../../client/wire.ts';
import { longestList } from './large-list.ts';

const SIZE = 5;

export default defineCheck({
  requirement: 'limits.pagination',
  async run(connector) {
    const { list } = await longestList(connector, SIZE);
    const session = await connector.as('wide');
    const { pages, answers } = await listAll(session, list.name, { limit: SIZE });
    for (const [index, { items, page }] of pages.entries()) {
      const problem =
        items.length > SIZE
          ? `has ${items.length} items where ${SIZE} were asked for`
          : page.returned !== items.length
            ? `says that it returned ${page.returned} items and holds ${items.length}`
            : page.has_more !== (page.next_cursor !== undefined)
              ? `says has_more ${page.has_more} ${page.next_cursor === undefined ? 'without' : 'with'} a next cursor`
              : null;
      if (problem !== null) {
        throw new Violation(`page ${index + 1} of ${list.name} ${problem}`, {
          calls: answers.slice(index, index + 1).map(({ exchange }) => exchange),
        });
      }
    }
    return `${list.name} in ${pages.length} pages of ${SIZE}`;
  },
  saboteurs: [
    {
      breaks: 'sends pages of the size it likes',
      caught: /items where 5 were asked for/u,
      sabotage: (wire) => rewriteArguments(wire, ({ arguments: { limit: _limit, ...rest } }) => rest),
    },
    {
      breaks: 'says that there is more and does not say where',
      caught: /says has_more true without a next cursor/u,
      sabotage: (wire) =>
        rewriteStructured(wire, (structured) =>
          'page' in structured
            ? { ...structured, page: { ...jsonSchema.parse(structured['page']), has_more: true } }
            : structured,
        ),
    },
  ],
});
