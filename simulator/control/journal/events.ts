import type { Journal, JournalEntry } from '../../ports.ts';

const MOST_AT_ONCE = 100;

/**
 * The journal as server-sent events, made as fast as they are read: `entry` for each entry, and `lost` with a number where entries
 * were dropped or cleared before this reader came to them. A journal that went back to an earlier state is read from its beginning,
 * behind a `rewound`.
 *
 * @see HTML, section 9.2.6 "Interpreting an event stream"
 */
export function journalEvents(
  journal: Journal,
  reading: {
    since: number;
    where: (entry: JournalEntry) => boolean;
    show: (entry: JournalEntry) => string | Promise<string>;
  },
): Response {
  let { since } = reading;
  let endWatch: (() => void) | undefined;

  async function news(): Promise<string[]> {
    const { entries, next } = journal.read({ since, where: reading.where, limit: MOST_AT_ONCE });
    if (next < since) {
      since = 0;
      return [event('rewound', 0, '{}')];
    }
    const lost = journal.first - 1 - since;
    since = next;
    return [
      ...(lost > 0 ? [event('lost', journal.first - 1, JSON.stringify({ entries: lost }))] : []),
      ...(await Promise.all(
        entries.map(async (entry) => event('entry', entry.seq, await reading.show(entry))),
      )),
    ];
  }

  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          // Watched from before it is read: nothing falls in between.
          const { promise: changed, resolve } = Promise.withResolvers<void>();
          endWatch = journal.watch(resolve);
          const events = await news();
          if (events.length === 0) await changed;
          endWatch();
          if (events.length > 0) {
            controller.enqueue(new TextEncoder().encode(events.join('')));
            return;
          }
        }
      },
      cancel: () => endWatch?.(),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' },
  });
}

/** A line break in the data would end its field. */
function event(name: string, id: number, data: string): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `id: ${id}\nevent: ${name}\n${lines.join('')}\n`;
}
