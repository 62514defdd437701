import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apiErrorSchema } from '#contract/api-error.ts';
import type { Collections } from '#fixtures/world-data.ts';
import type { Simulator } from '../../assemble.ts';
import { ENTITY_TYPES, ENTITY_COLLECTIONS } from '../../tenant/entity-types.ts';
import { fingerprintOf } from '../../tenant/hash.ts';
import { settle } from '../../tenant/life/settle.ts';
import { createDemoSimulator } from '../../testing/demo-simulator.ts';
import { callAs } from '../../testing/tiny-simulator.ts';
import { isPermitted, TABLE } from './testing/status-table.ts';

const PEOPLE = ['admin', 'approver', 'marketer', 'marketer.bet', 'analyst', 'viewer'];
/** What an act takes, where it takes something. */
const BODIES: Readonly<Record<string, object>> = {
  schedule: { starts_at: '2026-06-20T10:00:00Z', repeat_every_days: 7 },
};

interface Row {
  id: string;
  status?: string;
  created_by?: string;
}

function rowsOf({ world }: Simulator, collection: keyof Collections): readonly Row[] {
  return world.tenant('lumenplay')?.collections[collection] ?? [];
}

function hashOf({ world }: Simulator): string {
  return fingerprintOf(world.tenantIds.flatMap((id) => world.tenant(id) ?? [])).hash;
}

/** The statuses of all that there is, as the table says that they should be. */
type Model = Map<string, string | undefined>;

function modelOf(simulator: Simulator): Model {
  return new Map(
    ENTITY_TYPES.flatMap((type) =>
      rowsOf(simulator, ENTITY_COLLECTIONS[type]).map(({ id, status }) => [id, status] as const),
    ),
  );
}

class Act implements fc.AsyncCommand<Model, Simulator> {
  readonly who: string;
  readonly collection: keyof Collections;
  readonly act: string;
  readonly pick: number;

  constructor(who: string, [collection, act]: readonly [keyof Collections, string], pick: number) {
    this.who = who;
    this.collection = collection;
    this.act = act;
    this.pick = pick;
  }

  check(): boolean {
    return true;
  }

  toString(): string {
    return `${this.who} ${this.act} ${this.collection} ${this.pick}`;
  }

  run(model: Model, simulator: Simulator): Promise<void> {
    return judged(this, model, simulator);
  }

  /** Mostly one of the newest that the status would allow it for; sometimes any. */
  choose(rows: readonly Row[], from: string): Row | undefined {
    const fitting = rows.filter(({ status = '*' }) => from === '*' || from.split(' ').includes(status));
    return this.pick % 5 === 0 || fitting.length === 0
      ? rows[this.pick % rows.length]
      : fitting.at(-1 - (this.pick % Math.min(6, fitting.length)));
  }

  call(simulator: Simulator, email: string, id: string): Promise<Response> {
    const at = `/tenants/lumenplay/${this.collection}/${id}`;
    if (this.act === 'delete') return callAs(simulator, email, 'DELETE', at);
    return this.act === 'modify'
      ? callAs(simulator, email, 'PATCH', at, { name: `Name ${this.pick}` })
      : callAs(simulator, email, 'POST', `${at}/${this.act}`, BODIES[this.act]);
  }
}

/** What is due by itself comes first, so that what follows comes of the act alone. */
function letTimeAct(model: Model, { world }: Simulator): void {
  const since = world.journal.read({}).next;
  world.clock.advance(1_000);
  settle(world);
  for (const { changes = [] } of world.journal.read({ since }).entries) {
    for (const { id, to } of changes) if (to !== undefined) model.set(id, to);
  }
}

/** Does an act by the API, and holds what came of it against the model. */
async function judged(act: Act, model: Model, simulator: Simulator): Promise<void> {
  const { world } = simulator;
  letTimeAct(model, simulator);
  const email = `${act.who}@lumenplay.example`;
  const user = world.users.find(email);
  const membership = user?.memberships.find(({ tenant }) => tenant === 'lumenplay');
  const rule = TABLE[act.collection]?.[act.act];
  const row = rule && act.choose(rowsOf(simulator, act.collection), rule[1]);
  if (!user || !membership || !row || !rule) throw new Error(`There is no ${act.toString()}.`);
  const [by, from, to] = rule;

  const before = hashOf(simulator);
  const sent = world.messages.all().length;
  const since = world.journal.read({}).next;
  const response = await act.call(simulator, email, row.id);
  const [entry, ...more] = world.journal.read({ since }).entries;
  const [change] = entry?.changes ?? [];
  const now = rowsOf(simulator, act.collection).find(({ id }) => id === (change?.id ?? row.id));

  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    via: 'api',
    user_id: user.id,
    client_id: 'tests',
    status: response.status,
  });
  if (response.status >= 400) {
    expect(apiErrorSchema.safeParse(await response.json()).success).toBe(true);
    expect(hashOf(simulator)).toBe(before);
    expect(world.messages.all()).toHaveLength(sent);
    expect(entry?.changes).toBeUndefined();
    expect(now?.status).toBe(model.get(row.id));
    return;
  }
  const isOwnDraft = row.status === 'draft' && row.created_by === email;
  expect(isPermitted(by, membership.role, isOwnDraft)).toBe(true);
  expect(hashOf(simulator)).not.toBe(before);
  expect(world.messages.all().length - sent).toBe(entry?.messages ?? 0);
  if (from !== '*') expect(from.split(' ')).toContain(row.status);
  expect(change).toMatchObject({ act: act.act });
  if (to === '+') {
    expect(model.has(now?.id ?? row.id)).toBe(false);
    expect(now).toMatchObject({ status: 'draft', created_by: email });
    expect(change?.from).toBeUndefined();
  } else {
    expect(change?.id).toBe(row.id);
    expect(change?.from).toBe(model.get(row.id));
    if (to === '-') expect(now).toBeUndefined();
    else expect(to === '=' ? [row.status] : to.split(' ')).toContain(now?.status);
  }
  expect(change?.to).toBe(now?.status);
  model.set(now?.id ?? row.id, now?.status);
}

const acts = ENTITY_TYPES.map((type) => ENTITY_COLLECTIONS[type]).flatMap((collection) =>
  Object.keys(TABLE[collection] ?? {}).map((act) => [collection, act] as const),
);

describe('any sequence of acts by anybody', () => {
  test('follows the table of statuses, needs the right, and stands in the journal', async () => {
    const simulator = await createDemoSimulator();
    const act = fc
      .tuple(fc.constantFrom(...PEOPLE, 'admin', 'approver'), fc.constantFrom(...acts), fc.nat(10_000))
      .map(([who, what, pick]) => new Act(who, what, pick));
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.commands([act], { maxCommands: 60, size: 'max' }), async (commands) => {
        simulator.world.clock.reset();
        simulator.world.clock.freeze(true);
        simulator.world.reset();
        simulator.world.journal.clear();
        await fc.asyncModelRun(() => ({ model: modelOf(simulator), real: simulator }), commands);
        done += simulator.world.journal.read({}).entries.filter(({ changes }) => changes).length;
      }),
      { numRuns: 15 },
    );

    expect(done).toBeGreaterThan(100);
  });
});
