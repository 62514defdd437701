import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { InhabitedWorld, startSimulator, type Told } from './testing/inhabited-world.ts';

type Act = (world: InhabitedWorld) => Promise<Told>;

const control =
  (method: string, path: string, body?: unknown): Act =>
  (world) =>
    world.control(method, path, body);

/** What somebody does in a world, by any way there is. */
const act: fc.Arbitrary<[words: string, act: Act]> = fc.oneof(
  fc
    .constantFrom('one', 'two', 'three')
    .map((name): [string, Act] => [`draft ${name}`, (world) => world.draft(name)]),
  fc
    .constantFrom('/me', '/tenants/lumenplay/triggers?status=draft')
    .map((path): [string, Act] => [`read ${path}`, (world) => world.api('GET', path)]),
  fc.constantFrom('marketer@lumenplay.example', 'analyst@lumenplay.example').map((email): [string, Act] => [
    `speak as ${email}`,
    async (world) => {
      await world.renewToken(email);
      return world.api('GET', '/me');
    },
  ]),
  fc
    .constantFrom<[string, string, unknown?]>(
      ['POST', '/clock', { advance: 'PT1H' }],
      ['POST', '/clock', { advance: 'P2D' }],
      ['POST', '/users/analyst@lumenplay.example', { role: 'marketer' }],
      ['POST', '/users/marketer@lumenplay.example', { brands: ['lumenbet'] }],
      ['POST', '/users/marketer@lumenplay.example', { disabled: true }],
      ['POST', '/grants/revoke', { user: 'marketer@lumenplay.example' }],
      ['PUT', '/faults', [{ match: {}, effect: { status: 503 }, times: 1 }]],
      ['PUT', '/faults', [{ match: { user: 'analyst@lumenplay.example' }, effect: { status: 500 } }]],
      ['POST', '/reset', { what: ['data'] }],
      ['POST', '/reset', { what: ['journal', 'faults', 'grants'] }],
      ['POST', '/reset', { tenant: 'lumenplay', entities: ['trigger'] }],
      ['POST', '/snapshots/here'],
      ['PUT', '/snapshots/here/restore'],
    )
    .map(([method, path, body]): [string, Act] => [
      `${method} ${path} ${JSON.stringify(body)}`,
      control(method, path, body),
    ]),
);

/** An answer without the time outside the world, which no two runs have in common. */
function withoutWall({ status, body }: Told): string {
  const isOfWall = (key: string) => key === 'moved_ms' || (key === 'created_at' && status === 201);
  return JSON.stringify({ status, body }, (key, value: unknown) => (isOfWall(key) ? null : value));
}

async function stateOf(world: InhabitedWorld) {
  const { body } = await world.control('GET', '/clock');
  return {
    now: z.object({ now: z.string() }).parse(body).now,
    journal: await world.control('GET', '/journal'),
    messages: await world.control('GET', '/messages'),
    faults: await world.control('GET', '/faults'),
    hash: await world.control('GET', '/world?tenant=lumenplay'),
    visible: await world.control(
      'GET',
      '/visible?user=analyst@lumenplay.example&tenant=lumenplay&entity=trigger',
    ),
  };
}

describe('worlds of one simulator', () => {
  test('for any course of events in any of them, are each as if it were alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('default', 'w1', 'w2'), act), { minLength: 1, maxLength: 25 }),
        fc.boolean(),
        async (course, isAtOnce) => {
          const together = await startSimulator();
          const names = ['default', 'w1', 'w2'];
          const worlds = new Map<string, InhabitedWorld>();
          for (const name of names) worlds.set(name, await InhabitedWorld.open(together, name));
          const answers = new Map<string, Told[]>(names.map((name) => [name, []]));
          const perform = async ([name, [, does]]: (typeof course)[number]) => {
            const world = worlds.get(name);
            if (world) answers.get(name)?.push(await does(world));
          };
          if (isAtOnce) {
            const own = names.map((name) => course.filter(([where]) => where === name));
            await Promise.all(own.map(async (steps) => inTurn(steps, perform)));
          } else await inTurn(course, perform);

          for (const name of names) {
            const alone = await InhabitedWorld.open(await startSimulator(), 'default');
            const expected: Told[] = [];
            for (const [where, [, does]] of course) if (where === name) expected.push(await does(alone));

            expect(answers.get(name)?.map(withoutWall)).toEqual(expected.map(withoutWall));
            const world = worlds.get(name);
            expect(world && (await stateOf(world))).toEqual(await stateOf(alone));
          }
        },
      ),
      { numRuns: 8 },
    );
  });
});

async function inTurn<Step>(steps: readonly Step[], perform: (step: Step) => Promise<void>): Promise<void> {
  for (const step of steps) await perform(step);
}
