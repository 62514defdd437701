import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import { defineCheck } from '../../define.ts';
import { NotApplicable, NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import { listIn } from '../../samples/listing.ts';
import type { Answer } from '../../client/mcp-client.ts';
import { renamed, workingCalls } from '../../samples/working-calls.ts';
import { rewriteItems } from '../../sabotage/sabotage.ts';
import { builderFor, BUILDERS, propertiesOf } from '../../tool-catalog.ts';
import type { Json } from '../../client/wire.ts';

const SIZE = 5;
/** The drafts of a kind that are made meanwhile. */
const DRAFTS = 2;

export default defineCheck({
  requirement: 'limits.pages-in-motion',
  drafts: true,
  async run(connector, { seed }) {
    const session = await connector.as('wide');
    const { email } = connector.credentials('wide');
    const catalog = await connector.catalog();
    const shown = await listings(connector);
    const calls = await workingCalls(connector, seed);
    let lists = 0;
    let offered = 0;
    for (const kind of BUILDERS) {
      const builder = builderFor(catalog, kind);
      const { list, tenant } = shown.find(({ entity }) => entity === kind) ?? {};
      if (builder === undefined || list === undefined || tenant === undefined) continue;
      if (!('limit' in propertiesOf(list))) continue;
      offered += 1;
      const call = calls.find(({ tool }) => tool === builder.name);
      const before = await connector.witness().visible(email, tenant, kind);
      const seen: string[] = [];
      const answers: Answer[] = [];
      let made = 0;
      for (let cursor: string | undefined, page = 0; page === 0 || cursor !== undefined; page += 1) {
        const answer = await session.call(list.name, {
          limit: SIZE,
          ...(cursor !== undefined && { cursor }),
        });
        const { items, page: at } = listIn(answer);
        answers.push(answer);
        seen.push(...items.map(({ id }) => id));
        cursor = at.next_cursor;
        if (call === undefined || page >= DRAFTS) continue;
        const { tool, arguments: args } = renamed(withoutKeys(call), `in motion ${page}`);
        if ((await session.call(tool, args)).kind === 'result') made += 1;
      }
      if (made === 0 || answers.length < 2) continue;
      const evidence = { calls: answers.map(({ exchange }) => exchange).slice(0, 5) };
      const twice = before.find((id) => seen.indexOf(id) !== seen.lastIndexOf(id));
      if (twice !== undefined)
        throw new Violation(`${kind} ${twice} stands twice on pages that drafts were made between`, evidence);
      const lost = before.find((id) => !seen.includes(id));
      if (lost !== undefined)
        throw new Violation(`${kind} ${lost} stands on no page, since drafts were made between`, evidence);
      lists += 1;
    }
    if (offered === 0) throw new NotApplicable('the connector offers no builder of what it lists');
    if (lists === 0) throw new NotTestable('no draft could be made between two pages');
    return `${lists} lists read while drafts were made, nothing lost and nothing twice`;
  },
  saboteurs: [
    {
      breaks: 'counts its pages from the top, where drafts come in',
      caught: /stands twice on pages that drafts were made between/u,
      hides: 'second page',
      sabotage(wire) {
        let last: Json[] = [];
        let drafted = false;
        return rewriteItems(
          {
            ...wire,
            fetch: async (request) => {
              drafted ||= (await request.clone().text()).includes('create_draft');
              return wire.fetch(request);
            },
          },
          (items, { arguments: args }) => {
            const page = drafted && args['cursor'] !== undefined ? [...last.slice(-1), ...items] : items;
            last = items;
            return page;
          },
        );
      },
    },
    {
      breaks: 'leaves out what stood where a page ended before a draft was made',
      caught: /stands on no page, since drafts were made between/u,
      hides: 'second page',
      sabotage(wire) {
        let drafted = false;
        return rewriteItems(
          {
            ...wire,
            fetch: async (request) => {
              drafted ||= (await request.clone().text()).includes('create_draft');
              return wire.fetch(request);
            },
          },
          (items, { arguments: args }) => (drafted && args['cursor'] !== undefined ? items.slice(1) : items),
        );
      },
    },
  ],
});

/** The key of an attempt would make of another name a conflict. */
function withoutKeys({ tool, arguments: args }: ToolCall): ToolCall {
  return {
    tool,
    arguments: Object.fromEntries(Object.entries(args).filter(([name]) => !name.includes('idempoten'))),
  };
}
