import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openWorld } from '#fixtures/open-world.ts';
import type { Collections } from '#fixtures/world-data.ts';
import type { World } from '../../ports.ts';
import { fingerprintOf } from '../hash.ts';
import { createWorld } from '../world.ts';
import { ACTS } from './acts.ts';
import { actsOn } from './choices.ts';
import type { Doer } from './define.ts';
import { Obstacle } from './obstacle.ts';
import { perform } from './perform.ts';

const TENANT = 'lumenplay';
const COLLECTIONS = Object.keys(ACTS).filter((name): name is keyof Collections => name in ACTS);
const PEOPLE = ['admin', 'approver', 'marketer', 'marketer.bet', 'analyst', 'viewer'];

const world = createWorld({
  seed: 1,
  scale: 'small',
  clock: new Date('2026-06-15T12:00:00.000Z'),
  open: openWorld,
});
world.clock.freeze(true);

function doer(name: string, of: World = world): Doer {
  const user = of.users.find(`${name}@lumenplay.example`);
  if (user === undefined) throw new Error(`There is no ${name}.`);
  return { world: of, user, clientId: 'tests', endpoint: 'test', via: 'api' };
}

function hash(): string {
  return fingerprintOf(world.tenantIds.flatMap((id) => world.tenant(id) ?? [])).hash;
}

function recordsOf<Name extends keyof Collections>(name: Name): readonly Collections[Name][] {
  return world.tenant(TENANT)?.collections[name] ?? [];
}

const collection = fc.constantFrom(...COLLECTIONS);
const person = fc.constantFrom(...PEOPLE);

describe('what may be done to an entity', () => {
  test('can be done, and whatever is not offered leaves the world as it was', () => {
    const plan = { starts_at: '2026-06-20T10:00:00Z', name: 'A name that nobody has' };
    fc.assert(
      fc.property(person, collection, fc.nat(), fc.nat(), (who, name, pick, actPick) => {
        world.reset();
        const records = recordsOf(name);
        const record = records[pick % records.length];
        const acts = Object.keys(ACTS[name]);
        const act = acts[actPick % acts.length] ?? '';
        if (record === undefined) return;
        const needs = Object.entries(plan).filter(([key]) => key in (ACTS[name][act]?.input.shape ?? {}));
        const isVisible = world.visible(doer(who).user, TENANT, name).includes(record);
        const before = hash();
        const offered = actsOn(doer(who), TENANT, name, record).find((choice) => choice.act === act);
        const done = perform(doer(who), TENANT, name, record.id, act, Object.fromEntries(needs));

        expect(done instanceof Obstacle).toBe(offered?.hindrance !== null || !isVisible);
        expect(hash() === before).toBe(done instanceof Obstacle);
        expect(world.messages.all().length).toBe(done instanceof Obstacle ? 0 : done.messages);
      }),
      { numRuns: 500 },
    );
  });

  test('is foretold in whole sentences', () => {
    world.reset();
    for (const name of COLLECTIONS) {
      for (const record of recordsOf(name)) {
        for (const { foretold, hindrance } of actsOn(doer('admin'), TENANT, name, record)) {
          expect(foretold.length).toBeGreaterThan(0);
          for (const sentence of [...foretold, ...(hindrance === null ? [] : [hindrance])]) {
            expect(sentence).toMatch(/^[\p{Lu}\d].*\.$/su);
            expect(sentence).not.toMatch(/undefined|null|NaN/u);
          }
        }
      }
    }
  });
});

describe('a draft', () => {
  test.each([
    ['its author', 'marketer', ['submit', 'duplicate', 'modify', 'delete']],
    ['a colleague', 'marketer.bet', undefined],
    ['an approver', 'approver', ['schedule', 'send', 'duplicate']],
    ['an analyst', 'analyst', []],
    ['an admin', 'admin', ['submit', 'schedule', 'send', 'duplicate', 'modify', 'delete']],
  ])('offers %s what the role allows', (_, who, acts) => {
    world.reset();
    const draft = world.visible(doer(who).user, TENANT, 'campaigns').find(({ id }) => id === '12001');
    const offered = draft && actsOn(doer(who), TENANT, 'campaigns', draft).map(({ act }) => act);

    expect(offered).toEqual(acts);
  });

  test.each([
    ['approver', { reason: 'conflict', message: expect.stringContaining('your own work') }],
    ['admin', { record: { approval: { state: 'approved' } } }],
  ])('of an %s is not approved by its own author, unless that is an admin', (who, outcome) => {
    world.reset();
    const copy = perform(doer(who), TENANT, 'campaigns', '12001', 'duplicate');
    const id = copy instanceof Obstacle ? '' : copy.record.id;
    perform(doer(who), TENANT, 'campaigns', id, 'submit');

    expect(perform(doer(who), TENANT, 'campaigns', id, 'approve')).toMatchObject(outcome);
  });

  test('that was handed in is its author’s no less, but a draft no more', () => {
    world.reset();
    const copy = perform(doer('marketer'), TENANT, 'campaigns', '12001', 'duplicate');
    const id = copy instanceof Obstacle ? '' : copy.record.id;
    perform(doer('marketer'), TENANT, 'campaigns', id, 'submit');

    expect(perform(doer('marketer'), TENANT, 'campaigns', id, 'submit')).toMatchObject({
      reason: 'permission',
      message: expect.stringContaining('It is no draft any more'),
    });
  });
});
