import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWorld } from '#fixtures/open-world.ts';
import type { Collections } from '#fixtures/world-data.ts';
import type { World } from '../../ports.ts';
import { openPlainWorld } from '../../testing/plain-world.ts';
import { createWorld } from '../world.ts';
import { ACTS } from './acts.ts';
import { actsOn } from './choices.ts';
import { mentionsOf } from './mentions.ts';
import { perform } from './perform.ts';

const CLOCK = new Date('2026-06-15T12:00:00.000Z');
const COLLECTIONS = Object.keys(ACTS).filter((name): name is keyof Collections => name in ACTS);
/** The same tenant twice: with lists that make their rows, and with lists that hold them. */
const [made, held] = [openWorld, openPlainWorld].map((open) => {
  const world = createWorld({ seed: 1, scale: 'small', clock: CLOCK, open });
  world.clock.freeze(true);
  world.clock.set(CLOCK);
  return world;
});

interface Pick {
  collection: keyof Collections;
  at: number;
  act: number;
}

const pick: fc.Arbitrary<Pick> = fc.record({
  collection: fc.constantFrom(...COLLECTIONS),
  at: fc.nat(),
  act: fc.nat(),
});

/** What somebody does to a record, where it can be done, and what names that record before and after. */
function doTo(world: World, { collection, at, act }: Pick): unknown {
  const user = world.users.find('admin@megamart.example');
  const tenant = world.tenant('megamart');
  const rows = tenant?.collections[collection] ?? [];
  const record = rows[at % rows.length];
  if (user === undefined || tenant === undefined || record === undefined) return [];
  const before = mentionsOf(world, tenant, record);
  const doer = { world, user, clientId: 'tests', endpoint: 'test', via: 'api' } as const;
  const names = Object.keys(ACTS[collection]);
  const name = names[act % names.length] ?? '';
  const offered = actsOn(doer, 'megamart', collection, record).map((choice) => [
    choice.act,
    choice.hindrance,
  ]);
  const done = perform(
    doer,
    'megamart',
    collection,
    record.id,
    name,
    name === 'modify' ? { name: `Neu ${at}` } : {},
  );
  const now = world.tenant('megamart');
  const after = now && mentionsOf(world, now, record);
  return JSON.parse(JSON.stringify([before, offered, name, done, after]));
}

test('what names a record is found in long lists as in lists that hold their rows, whatever was done', () => {
  fc.assert(
    fc.property(fc.array(pick, { minLength: 1, maxLength: 8 }), (picks) => {
      if (made === undefined || held === undefined) throw new TypeError('A world is missing.');
      made.reset();
      held.reset();
      for (const one of picks) expect(doTo(made, one)).toEqual(doTo(held, one));
    }),
    { numRuns: 40 },
  );
}, 60_000);
