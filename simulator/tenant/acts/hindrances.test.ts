import { beforeEach, describe, expect, test } from 'vitest';
import { openWorld } from '#fixtures/open-world.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { createWorld } from '../world.ts';
import { perform } from './perform.ts';

const TENANT = 'lumenplay';
const world = createWorld({
  seed: 1,
  scale: 'small',
  clock: new Date('2026-06-15T12:00:00.000Z'),
  open: openWorld,
});
world.clock.freeze(true);
beforeEach(() => world.reset());

function admin(collection: keyof Collections, id: string, act: string) {
  const user = world.users.find('admin@lumenplay.example');
  if (user === undefined) throw new Error('There is no admin.');
  return perform({ world, user, clientId: null, endpoint: 'test', via: 'api' }, TENANT, collection, id, act);
}
function found<Name extends keyof Collections>(
  name: Name,
  where: (row: Collections[Name]) => boolean,
): Collections[Name] {
  const row = world.tenant(TENANT)?.collections[name].find(where);
  if (row === undefined) throw new Error(`There is no such thing among the ${name}.`);
  return row;
}
const conflict = (words: RegExp) => ({ reason: 'conflict', message: expect.stringMatching(words) });

const running = (type: string, has: 'promotion' | 'trigger') =>
  found(
    'campaigns',
    (one) =>
      one.status === 'running' &&
      one.type === type &&
      (has === 'trigger' ? one.trigger !== null : one.actions.some(({ promotion }) => promotion !== null)),
  );

describe('what a live campaign needs', () => {
  test('is a promotion that stays active', () => {
    const { actions } = running('scheduled', 'promotion');
    const id = actions.flatMap(({ promotion }) => promotion ?? [])[0]?.id ?? '';

    expect(admin('promotions', id, 'deactivate')).toMatchObject(conflict(/is in use by/));
  });

  test('is a trigger that may be paused, but not be archived', () => {
    const id = running('triggered', 'trigger').trigger?.id ?? '';

    expect(admin('triggers', id, 'pause')).toMatchObject({ record: { status: 'paused' } });
    expect(admin('triggers', id, 'archive')).toMatchObject(conflict(/is in use by/));
  });
});

describe('what is not fit to be activated', () => {
  test('is a promotion that is valid no longer', () => {
    const promotion = found('promotions', ({ status }) => status === 'draft');
    world.changes.put(TENANT, 'promotions', { ...promotion, valid_to: '2026-06-15T11:59:59.000Z' });

    expect(admin('promotions', promotion.id, 'activate')).toMatchObject(conflict(/valid no longer/));
  });

  test('is a stream with a message that has no template', () => {
    const stream = found('streams', ({ status }) => status === 'active');
    const steps = stream.steps.map(({ key, type, channel }) => ({ key, type, ...(channel && { channel }) }));
    world.changes.put(TENANT, 'streams', { ...stream, status: 'draft', steps });

    expect(admin('streams', stream.id, 'activate')).toMatchObject(conflict(/has no template yet/));
  });
});
