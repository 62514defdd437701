import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listIn } from '../../listing.ts';
import { messageIn } from '../../wire.ts';
import { longestList } from './large-list.ts';

const SIZE = 5;

export default defineCheck({
  requirement: 'limits.cursor-bound',
  async run(connector) {
    const { list } = await longestList(connector, SIZE);
    const [owner, other] = [await connector.as('wide'), await connector.as('narrow')];
    const first = await owner.call(list.name, { limit: SIZE });
    const cursor = listIn(first).page.next_cursor;
    if (cursor === undefined) throw new NotTestable(`${list.name} gave no cursor`);

    const attempts = {
      'that another user was given': { session: other, cursor },
      'that was altered': { session: owner, cursor: altered(cursor) },
      'that nobody gave out': { session: owner, cursor: 'AAAA' },
    };
    for (const [which, attempt] of Object.entries(attempts)) {
      const answer = await attempt.session.call(list.name, { limit: SIZE, cursor: attempt.cursor });
      if (answer.kind === 'result') {
        throw new Violation(`a cursor ${which} was accepted`, { calls: [first.exchange, answer.exchange] });
      }
    }
    const control = await owner.call(list.name, { limit: SIZE, cursor });
    if (control.kind !== 'result') throw new NotTestable(`the cursor itself is refused: ${control.text}`);
    return 'foreign, altered and invented cursors refused, the cursor itself accepted';
  },
  saboteurs: [
    {
      breaks: 'begins again where it does not know a cursor',
      caught: /cursor that another user was given was accepted/u,
      sabotage:
        ({ fetch }) =>
        async (request) => {
          const body = await request.clone().text();
          const response = await fetch(request.clone());
          const refused = messageIn(await response.clone().text())?.result?.['isError'] === true;
          if (!refused || !body.includes('"cursor"')) return response;
          return fetch(
            new Request(request, { method: 'POST', body: body.replace(/,?"cursor":"[^"]*"/u, '') }),
          );
        },
    },
  ],
});

/** The cursor with two different neighbours in its middle changed over. */
function altered(cursor: string): string {
  const letters = Array.from(cursor);
  const start = Math.floor(letters.length / 2);
  const index = letters.findIndex((letter, at) => at >= start && letter !== letters[at + 1]);
  return letters.with(index, letters[index] === 'A' ? 'B' : 'A').join('');
}
