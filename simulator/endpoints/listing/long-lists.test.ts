import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { LIST_QUERIES } from '#contract/queries.ts';
import { openWorld } from '#fixtures/open-world.ts';
import type { WorldData, WorldOptions } from '#fixtures/world-data.ts';
import type { Simulator } from '../../assemble.ts';
import { fingerprintOf } from '../../tenant/hash.ts';
import { createWorld } from '../../tenant/world.ts';
import { openPlainWorld } from '../../testing/plain-world.ts';
import { createTinySimulator, draftAs, getAs } from '../../testing/tiny-simulator.ts';

const ADMIN = 'admin@megamart.example';
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
] as const;

function simulatorOver(open: (options: WorldOptions) => WorldData): Promise<Simulator> {
  const world = createWorld({ seed: 1, scale: 'small', clock: CLOCK, open });
  world.clock.freeze(true);
  world.clock.set(CLOCK);
  return createTinySimulator({}, world);
}

/** The same tenant twice: with lists that make their rows, and with lists that hold them. */
async function pair(): Promise<readonly Simulator[]> {
  return [await simulatorOver(openWorld), await simulatorOver(openPlainWorld)];
}

const there = openWorld({ seed: 1, scale: 'small', epoch: CLOCK }).tenants.get('megamart')?.().collections;
if (there === undefined) throw new TypeError('The demo world has no megamart.');
const collections = there;
const names = LISTS.flatMap((list) => collections[list].map(({ name }) => name));

const instant = fc
  .integer({ min: -750, max: 60 })
  .map((days) => new Date(CLOCK.getTime() + days * 86_400_000).toISOString());
/** A part of a name as people would type it, over the borders of its words too. */
const partOfName = fc
  .tuple(fc.constantFrom(...names), fc.nat(), fc.integer({ min: 1, max: 12 }))
  .map(([name, at, length]) => name.slice(at % name.length, (at % name.length) + length));
const text = fc.oneof(
  partOfName,
  partOfName.map((part) => part.toUpperCase()),
  fc.constantFrom('', 'e', '1', ' – ', ', ', 'MEGA10', 'segment_1', 'SEGMENT', 'ohne Treffer', '\u202E'),
  fc.string({ maxLength: 6 }),
);
/** What the filters of the lists take; a list is asked for those that it has. */
const FILTERS: Readonly<Record<string, fc.Arbitrary<string | string[]>>> = {
  query: text,
  brand: fc.constantFrom('megamart', 'lumenplay'),
  created_after: instant,
  created_before: instant,
  updated_after: instant,
  updated_before: instant,
  execution_from: instant,
  execution_to: instant,
  valid_on: instant.map((at) => at.slice(0, 10)),
  status: fc.uniqueArray(
    fc.constantFrom('draft', 'active', 'completed', 'running', 'failed', 'armed', 'archived'),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  type: fc.constantFrom('scheduled', 'triggered', 'stream'),
  channel: fc.constantFrom('email', 'sms', 'push', 'whatsapp'),
  target_group_id: fc.constantFrom('3000001', '3000007', '3000040', '3000041', '1', '1000001'),
  tag: fc.constantFrom('newsletter', 'app', 'unknown'),
  event: fc.constantFrom('order', 'cart_abandoned', 'unknown'),
  kind: fc.constantFrom('custom', 'lifecycle', 'predictive'),
  channel_id: fc.constantFrom('704', '710', '999'),
};

const request = fc.constantFrom(...LISTS).chain((list) => {
  const known = Object.keys(LIST_QUERIES[list].shape);
  const filters = Object.fromEntries(
    Object.entries(FILTERS)
      .filter(([name]) => known.includes(name))
      .map(([name, value]) => [name, fc.option(value, { nil: undefined, freq: 1 })] as const),
  );
  return fc.record({
    list: fc.constant(list),
    limit: fc.integer({ min: 1, max: 40 }),
    sort: known.includes('sort')
      ? fc.constantFrom('updated_desc', 'created_desc', 'name_asc')
      : fc.constant(undefined),
    filters: fc.oneof(
      fc.record(filters),
      // One filter alone, so that pages are long.
      fc
        .constantFrom(...Object.keys(filters))
        .chain((name) => fc.record({ [name]: filters[name] ?? fc.constant(undefined) })),
    ),
  });
});

function queryOf({
  limit,
  sort,
  filters,
}: {
  limit: number;
  sort: string | undefined;
  filters: object;
}): string {
  const query = new URLSearchParams({ limit: String(limit), ...(sort !== undefined && { sort }) });
  for (const [name, value] of Object.entries(filters)) {
    for (const one of [value ?? []].flat()) query.append(name, String(one));
  }
  return query.toString();
}

const lookupSchema = z.object({
  matches: z.array(z.unknown()),
  nearest: z.array(z.object({ name: z.string() })),
});
const pageSchema = z.object({ page: z.object({ next_cursor: z.string().optional() }) });

/** Up to three pages, as text. */
async function pagesOf(simulator: Simulator, list: string, query: string): Promise<string[]> {
  const pages: string[] = [];
  let cursor = '';
  for (let page = 0; page < 3; page += 1) {
    const response = await getAs(simulator, ADMIN, `/tenants/megamart/${list}?${query}${cursor}`);
    const body = await response.text();
    pages.push(body);
    const next = response.ok ? pageSchema.parse(JSON.parse(body)).page.next_cursor : undefined;
    if (next === undefined) break;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
  return pages;
}

/** A change to one list: a row put in the place of another one, taken away, or added. */
const change = fc.record({
  list: fc.constantFrom('campaigns', 'target-groups', 'promotions'),
  act: fc.constantFrom('replace', 'remove', 'add'),
  at: fc.nat(),
  name: fc.constantFrom('Umbenannt', 'Ärmel – nur heute, Köln', ...names.slice(0, 20)),
});

function apply(simulator: Simulator, { list, act, at, name }: Change): void {
  const { changes } = simulator.world;
  const rows = collections[list];
  const id = rows[at % rows.length]?.id ?? '';
  if (act === 'remove') return changes.remove('megamart', list, id);
  const to = act === 'add' ? changes.nextId() : id;
  const updated_at = new Date(CLOCK.getTime() - (at % 1000) * 3_600_000).toISOString();
  put(simulator, list, at, { id: to, name, updated_at });
}

interface Change {
  list: 'campaigns' | 'target-groups' | 'promotions';
  act: string;
  at: number;
  name: string;
}

/** A row of a list with another id, name and time. */
function put(
  { world }: Simulator,
  list: Change['list'],
  at: number,
  more: { id: string; name: string; updated_at: string },
): void {
  const rowOf = <Row>(rows: readonly Row[]): Row | undefined => rows[at % rows.length];
  const campaign = list === 'campaigns' ? rowOf(collections.campaigns) : undefined;
  const group = list === 'target-groups' ? rowOf(collections['target-groups']) : undefined;
  const promotion = list === 'promotions' ? rowOf(collections.promotions) : undefined;
  if (campaign) world.changes.put('megamart', 'campaigns', { ...campaign, ...more });
  if (group) world.changes.put('megamart', 'target-groups', { ...group, ...more });
  if (promotion) world.changes.put('megamart', 'promotions', { ...promotion, ...more });
}

function fingerprint(seed: number, changes: boolean) {
  const world = createWorld({ seed, scale: 'huge', clock: CLOCK, open: openWorld });
  if (changes) world.changes.remove('megamart', 'campaigns', '1000001');
  const data = world.tenant('megamart');
  return fingerprintOf(data === undefined ? [] : [data]);
}

describe('a list that makes its rows', () => {
  test('answers as one that holds them, for any filters, order and page, whatever changed', async () => {
    const simulators = await pair();
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 6 }),
        fc.array(request, { minLength: 1, maxLength: 8 }),
        async (changed, requests) => {
          for (const simulator of simulators) {
            simulator.world.reset();
            for (const one of changed) apply(simulator, one);
          }
          for (const asked of requests) {
            const query = queryOf(asked);
            const [made = [], held] = await Promise.all(
              simulators.map((simulator) => pagesOf(simulator, asked.list, query)),
            );

            expect(made[0]).toContain('"items"');
            expect(made).toEqual(held);
          }
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  test('finds rows by id and by name, and knows which names are taken', async () => {
    const simulators = await pair();
    const row = fc.tuple(fc.constantFrom(...LISTS.slice(0, 7)), fc.nat());
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), row, async (changed, [list, at]) => {
        for (const simulator of simulators) {
          simulator.world.reset();
          for (const one of changed) apply(simulator, one);
        }
        const rows = collections[list];
        const { id = '', name = '' } = rows[at % rows.length] ?? {};
        const answers = simulators.map(async (simulator) => {
          const ask = async (path: string) =>
            (await getAs(simulator, ADMIN, `/tenants/megamart/${path}`)).text();
          const matches = async (spelled: string) =>
            lookupSchema.parse(JSON.parse(await ask(`${list}/lookup?name=${encodeURIComponent(spelled)}`)))
              .matches;
          const [found, alike] = [await matches(name), await matches(name.toUpperCase())];
          const body = { name: ` ${name.toUpperCase()} `, target_group_id: '3000001', channel: 'email' };
          const draft = await draftAs(simulator, ADMIN, '/tenants/megamart/drafts/campaigns', body);
          return [await ask(`${list}/${id}`), found, alike, draft.status, await draft.text()];
        });
        const [made, held] = await Promise.all(answers);

        expect(made).toEqual(held);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('finds names that are spelled almost right', async () => {
    const simulator = await simulatorOver(openWorld);
    for (const [list, wanted] of [
      ['campaigns', 'Fresh Marble Pantss – App-Preis, Porschdorf'],
      ['target-groups', 'Zielgrupe Jesydorf 32'],
      ['promotions', 'mega 1003'],
    ]) {
      const path = `/tenants/megamart/${list}/lookup?name=${encodeURIComponent(wanted ?? '')}`;
      const { matches, nearest } = lookupSchema.parse(await (await getAs(simulator, ADMIN, path)).json());

      expect(matches).toEqual([]);
      expect(nearest.length).toBeLessThanOrEqual(5);
      expect([list, nearest[0]?.name]).toEqual([
        list,
        {
          campaigns: 'Fresh Marble Pants – App-Preis, Porschedorf',
          'target-groups': 'Zielgruppe Jessydorf 32',
          promotions: collections.promotions[3]?.name,
        }[list ?? ''],
      ]);
    }
  });

  test('has the fingerprint of the same rows, as long as they are few', async () => {
    const [made, held] = await pair();
    const tenants = [made, held].map((simulator) => simulator?.world.tenant('megamart'));

    expect(fingerprintOf(tenants.slice(0, 1).flatMap((one) => one ?? []))).toEqual(
      fingerprintOf(tenants.slice(1).flatMap((one) => one ?? [])),
    );
  });

  test('of which there are many tells itself apart by what it follows from, and by what changed', () => {
    const before = fingerprint(1, false);

    expect(before.entities['campaign']?.count).toBe(1_000_000);
    expect(fingerprint(1, false)).toEqual(before);
    expect(fingerprint(2, false).entities['campaign']?.hash).not.toBe(before.entities['campaign']?.hash);
    expect(fingerprint(1, true).entities['campaign']).not.toEqual(before.entities['campaign']);
    expect(fingerprint(1, true).entities['trigger']).toEqual(before.entities['trigger']);
  });
});
