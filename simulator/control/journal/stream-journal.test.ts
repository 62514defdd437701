import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createJournal } from '../../tenant/journal.ts';
import { createWorldState } from '../../tenant/state.ts';
import { createTinySimulator, getAs } from '../../testing/tiny-simulator.ts';
import { createTinyWorld } from '../../testing/tiny-world.ts';
import { journalEvents } from './events.ts';

/** A simulator whose journal keeps so many entries. */
async function open(capacity = 100) {
  const world = createTinyWorld();
  const state = createWorldState();
  const journal = createJournal(state, world.clock, capacity);
  const simulator = await createTinySimulator({}, { ...world, journal });
  const call = async (user = 'ann') => getAs(simulator, user, '/me');
  const stream = async (query = '', headers: Record<string, string> = {}) => {
    const response = await simulator.control.fetch(
      new Request(`http://127.0.0.1:4321/journal/stream${query}`, { headers }),
    );
    return { response, reader: eventsOf(response) };
  };
  return { simulator, state, journal, call, stream };
}

/** Reads events one by one; each as `id event data`. */
function eventsOf(response: Response) {
  const reader = response.body?.getReader();
  let waiting: string[] = [];
  return {
    async next() {
      if (waiting.length === 0) {
        const { value } = (await reader?.read()) ?? {};
        waiting = new TextDecoder().decode(value).split('\n\n').filter(Boolean);
      }
      const fields = (waiting.shift() ?? '').split('\n').map((line) => line.split(': ').slice(1).join(': '));
      const [id, name, data = 'null'] = fields;
      const parsed: unknown = JSON.parse(data);
      return { id: Number(id), name, data: parsed };
    },
    close: async () => reader?.cancel(),
  };
}

describe('GET /journal/stream', () => {
  test('gives each entry as it is written, and none of before', async () => {
    const { call, stream } = await open();
    await call();
    const { response, reader } = await stream();
    const next = reader.next();
    await call('bob');

    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await next).toMatchObject({ id: 2, name: 'entry', data: { seq: 2, user_id: 'bob' } });
    await reader.close();
  });

  test('takes the filters of the journal, and refuses what is none', async () => {
    const { call, stream } = await open();
    for (const user of ['ann', 'bob', 'ann']) await call(user);
    const { reader } = await stream('?since=0&user=bob');

    expect(await reader.next()).toMatchObject({ id: 2, data: { user_id: 'bob' } });
    await reader.close();
    expect((await stream('?colour=red')).response.status).toBe(400);
    expect((await stream('', { 'last-event-id': 'x' })).response.status).toBe(400);
  });

  test('for any place where the connection broke and any capacity, tells of each entry once, or that it is lost', async () => {
    const { simulator, call } = await open();
    await call();
    const [first] = simulator.world.journal.read({}).entries;
    if (first === undefined) throw new Error('The call is in the journal.');
    const { seq: _seq, time: _time, ...entry } = first;
    const some = fc.integer({ min: 1, max: 8 });
    await fc.assert(
      fc.asyncProperty(some, fc.array(some, { minLength: 1, maxLength: 4 }), async (capacity, bursts) => {
        const journal = createJournal(createWorldState(), simulator.world.clock, capacity);
        let last = 0;
        let written = 0;
        const told: number[] = [];
        for (const burst of bursts) {
          for (let one = 0; one < burst; one += 1) journal.append(entry);
          written += burst;
          const all = { where: () => true, show: () => '{}' };
          const reader = eventsOf(journalEvents(journal, { since: last, ...all }));
          // One event short of the end, so that the next connection has something to catch up with.
          while (last < written - 1) {
            const { id, name } = await reader.next();
            const lost = Array.from({ length: id - last }, (_, at) => last + 1 + at);
            told.push(...(name === 'lost' ? lost : [id]));
            last = id;
          }
          await reader.close();
        }

        expect(told).toEqual(Array.from({ length: last }, (_, at) => at + 1));
      }),
    );
  });

  test('says how many entries it has lost, cleared ones among them', async () => {
    const { simulator, call, stream } = await open(2);
    for (let one = 0; one < 5; one += 1) await call();
    const { reader } = await stream('', { 'last-event-id': '1' });

    expect(await reader.next()).toEqual({ id: 3, name: 'lost', data: { entries: 2 } });
    expect([(await reader.next()).id, (await reader.next()).id]).toEqual([4, 5]);

    await call();
    simulator.world.journal.clear();
    expect(await reader.next()).toEqual({ id: 6, name: 'lost', data: { entries: 1 } });
    await reader.close();
  });

  test('begins anew when the journal went back to an earlier state', async () => {
    const { state, call, stream } = await open();
    await call();
    const rows = state.snapshot();
    await call();
    const { reader } = await stream();
    const next = reader.next();
    state.restore(rows);

    expect(await next).toMatchObject({ id: 0, name: 'rewound' });
    expect(await reader.next()).toMatchObject({ id: 1, name: 'entry' });
    await reader.close();
  });
});
