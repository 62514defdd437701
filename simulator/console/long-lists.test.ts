import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openWorld } from '#fixtures/open-world.ts';
import type { WorldData, WorldOptions } from '#fixtures/world-data.ts';
import type { World } from '../ports.ts';
import { createWorld } from '../tenant/world.ts';
import { openPlainWorld } from '../testing/plain-world.ts';
import { visit } from './testing/visit.ts';

const ADMIN = 'admin@megamart.example';
const MEGAMART = '/console/tenants/megamart';
const CLOCK = new Date('2026-06-15T12:00:00.000Z');
const LISTS = [
  'campaigns',
  'promotions',
  'triggers',
  'journeys',
  'streams',
  'segments',
  'target-groups',
  'templates',
  'channels',
] as const;

function worldOf(open: (options: WorldOptions) => WorldData): World {
  const world = createWorld({ seed: 1, scale: 'small', clock: CLOCK, open });
  world.clock.freeze(true);
  world.clock.set(CLOCK);
  return world;
}
/** The same tenant twice: with lists that make their rows, and with lists that hold them. */
const [made, held] = [worldOf(openWorld), worldOf(openPlainWorld)];
const begun = held.tenant('megamart')?.collections;
if (begun === undefined) throw new TypeError('The demo world has no megamart.');
const collections = begun;

const rowOf = <Row>(rows: readonly Row[], at: number): Row | undefined => rows[at % rows.length];

/** A change to one list: a record that bears another name since, one that is gone, or a new one. */
interface Change {
  list: 'campaigns' | 'target-groups' | 'streams' | 'templates';
  act: string;
  at: number;
  hours: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  list: fc.constantFrom<Change['list'][]>('campaigns', 'target-groups', 'streams', 'templates'),
  act: fc.constantFrom('rename', 'remove', 'add'),
  at: fc.nat(),
  hours: fc.nat(1000),
});

function apply(world: World, { list, act, at, hours }: Change): void {
  const updated_at = new Date(CLOCK.getTime() - hours * 3_600_000).toISOString();
  const name = `Umbenannt ${hours}`;
  const record = rowOf<{ id: string }>(collections[list], at);
  if (record === undefined) return;
  if (act === 'remove') return world.changes.remove('megamart', list, record.id);
  const id = act === 'add' ? world.changes.nextId() : record.id;
  const fields = { id, name, updated_at, created_at: updated_at };
  const campaign = list === 'campaigns' ? rowOf(collections.campaigns, at) : undefined;
  const group = list === 'target-groups' ? rowOf(collections['target-groups'], at) : undefined;
  const stream = list === 'streams' ? rowOf(collections.streams, at) : undefined;
  const template = list === 'templates' ? rowOf(collections.templates, at) : undefined;
  if (campaign) world.changes.put('megamart', 'campaigns', { ...campaign, ...fields, status: 'draft' });
  if (group) world.changes.put('megamart', 'target-groups', { ...group, ...fields });
  if (stream) world.changes.put('megamart', 'streams', { ...stream, ...fields });
  if (template) world.changes.put('megamart', 'templates', { ...template, id, name, updated_at });
}

const list = fc
  .record({
    list: fc.constantFrom(...LISTS),
    query: fc.constantFrom(
      '',
      'fresh',
      'NEWSLETTER',
      '100',
      '0',
      'ür',
      'umbenannt',
      'segment_1',
      'order',
      ', ',
    ),
    status: fc.constantFrom('', 'draft', 'active', 'running', 'custom', 'no such'),
    channel: fc.constantFrom('', 'email', 'push', 'no such'),
    sort: fc.constantFrom('updated', 'created', 'name'),
    page: fc.constantFrom('1', '2', '3', '17', '9999'),
  })
  .map(({ list: name, ...asked }) => `/${name}?${String(new URLSearchParams(asked))}`);
const drafts = fc
  .record({
    source: fc.constantFrom('', 'ui', 'api'),
    kind: fc.constantFrom('', 'campaigns', 'target-groups', 'segments'),
    page: fc.constantFrom('1', '2', '3'),
  })
  .map((asked) => `/drafts?${String(new URLSearchParams(asked))}`);
const one = fc.tuple(fc.constantFrom(...LISTS), fc.nat()).map(([name, at]) => {
  const rows: readonly { id: string }[] = collections[name];
  return `/${name}/${rowOf(rows, at)?.id}`;
});
const page = fc.oneof(
  { weight: 6, arbitrary: list },
  { weight: 2, arbitrary: drafts },
  { weight: 2, arbitrary: one },
  fc.constantFrom('', '/dashboard', '/dashboard?days=7', '/mission-control'),
);

describe('a page about lists that make their rows', () => {
  test('is the page about lists that hold them, whatever changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 6 }),
        fc.array(page, { minLength: 1, maxLength: 6 }),
        async (changes, paths) => {
          for (const world of [made, held]) {
            world.reset();
            for (const some of changes) apply(world, some);
          }
          for (const path of paths) {
            const ask = async (world: World) => (await visit(world, ADMIN, MEGAMART + path)).text();

            expect(await ask(made)).toBe(await ask(held));
          }
        },
      ),
      { numRuns: 200 },
    );
  }, 120_000);
});
