import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listIn } from '../../samples/listing.ts';
import { rewriteResult } from '../../sabotage/sabotage.ts';
import { longestList } from './large-list.ts';

const SIZE = 5;

export default defineCheck({
  requirement: 'limits.foreign-handle',
  async run(connector) {
    const { list } = await longestList(connector, SIZE);
    const [owner, other] = [await connector.as('wide'), await connector.as('narrow')];
    const cursor = listIn(await owner.call(list.name, { limit: SIZE })).page.next_cursor;
    if (cursor === undefined) throw new NotTestable(`${list.name} gave no cursor`);
    const invented = Array.from(cursor).toReversed().join('');
    const [foreign, unknown] = [
      await other.call(list.name, { limit: SIZE, cursor }),
      await other.call(list.name, { limit: SIZE, cursor: invented }),
    ];
    const words = (text: string) => text.replaceAll(cursor, '…').replaceAll(invented, '…');
    if (words(foreign.text) !== words(unknown.text) || foreign.kind !== unknown.kind)
      throw new Violation('a cursor of another user is refused in other words than one that nobody has', {
        calls: [foreign.exchange, unknown.exchange],
      });
    return 'the refusal does not tell whether somebody else has the cursor';
  },
  saboteurs: [
    {
      breaks: 'says whose cursor it is that it refuses',
      caught: /refused in other words than one that nobody has/u,
      sabotage: (wire) =>
        rewriteResult(wire, (result, { arguments: args }) =>
          result['isError'] === true && /^\d+\./u.test(String(args['cursor']))
            ? { ...result, content: [{ type: 'text', text: 'This cursor belongs to another user.' }] }
            : result,
        ),
    },
  ],
});
