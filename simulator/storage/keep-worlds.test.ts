import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { createSimulator, type Simulator } from '../app.ts';
import { InhabitedWorld } from '../worlds/testing/inhabited-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'worlds-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function statesOf(simulator: Simulator): Promise<unknown> {
  return Promise.all(
    simulator.worlds.all().map(async ({ name }) => {
      const place = name === 'default' ? '' : `/worlds/${name}`;
      const [data, journal] = await Promise.all(
        [`${place}/world`, `${place}/journal`].map(async (path) =>
          (await simulator.control.fetch(path)).json(),
        ),
      );
      return [name, data, journal];
    }),
  );
}

describe('a data folder with a row that is not what it was', () => {
  test.each(['sealed = zeroblob(64)', "place = 'elsewhere' || sequence"])(
    'is refused with words, and let go of (%s)',
    async (change) => {
      const first = await createSimulator({ data: folder });
      first.worlds.create({ name: 'one' });
      first.close();
      const database = new DatabaseSync(join(folder, 'simulator.db'));
      database.exec(`UPDATE row SET ${change}`);
      database.close();

      const start = async () => createSimulator({ data: folder });
      await expect(start()).rejects.toThrow(`${folder} is damaged, or of another version`);
      await expect(start()).rejects.toThrow(`${folder} is damaged, or of another version`);
    },
  );
});

describe('several worlds with --data', () => {
  test('are there again after a restart, each with its own changes, tokens and clock; one that was removed is not', async () => {
    const before = await createSimulator({ data: folder, seed: 3 });
    const [one, gone] = [await InhabitedWorld.open(before, 'one'), await InhabitedWorld.open(before, 'gone')];
    await one.draft('Kept');
    await gone.draft('Lost');
    await one.control('POST', '/clock', { frozen: true, to: '2027-01-01T00:00:00Z' });
    await before.control.fetch('/worlds', { method: 'POST', body: '{"name":"two","seed":5}' });
    await one.renewToken('marketer@lumenplay.example');
    await before.control.fetch('/worlds/gone', { method: 'DELETE' });
    const states = await statesOf(before);
    before.close();

    const after = await createSimulator({ data: folder });
    expect(after.worlds.all().map(({ name, seed }) => [name, seed])).toEqual([
      ['default', 3],
      ['one', 3],
      ['two', 5],
    ]);
    expect(await statesOf(after)).toEqual(states);
    expect(after.worlds.find('one')?.clock.now().toISOString()).toBe('2027-01-01T00:00:00.000Z');
    const me = async (token: string) =>
      (await after.fetch('/api/v1/me', { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await me(one.token), await me(gone.token)]).toEqual([200, 401]);
    after.close();
  });
});
