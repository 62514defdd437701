import type { TenantData, WorldData, WorldOptions } from '#fixtures/world-data.ts';
import type { SentMessage, World } from '../ports.ts';
import { createClock, type Wall } from './clock.ts';
import { createDrafts } from './drafts.ts';
import { createJournal } from './journal.ts';
import { createUsers } from './users.ts';
import { createVisibility } from './visibility.ts';

export interface WorldSetup {
  seed: number;
  scale: WorldOptions['scale'];
  /** Where the world's clock starts; absent: now. */
  clock?: Date;
  /** Time outside the world; absent: the machine's. */
  wall?: Wall;
  /** Makes the data: the demo world, or a small one of a test. */
  open(options: WorldOptions): WorldData;
}

/** A world at its seed. A tenant's data is made when it is first asked for. */
export function createWorld(setup: WorldSetup): World {
  const clock = createClock(setup.clock, setup.wall);
  const data = setup.open({ seed: setup.seed, scale: setup.scale, epoch: setup.clock ?? clock.now() });
  const tenants = new Map<string, TenantData>();
  const visibility = createVisibility();
  const drafted = createDrafts(clock);

  const tenant = (id: string): TenantData | undefined => {
    const made = tenants.get(id) ?? data.tenants.get(id)?.();
    if (made === undefined) return undefined;
    tenants.set(id, made);
    return drafted.grow(id, made);
  };
  const messages: SentMessage[] = [];
  const users = createUsers(data.users, (id) => tenant(id)?.facts.brands.map(({ key }) => key) ?? []);

  return {
    seed: setup.seed,
    clock,
    journal: createJournal(clock),
    users,
    messages,
    drafts: drafted.drafts,
    tenantIds: [...data.tenants.keys()],
    tenant,
    visible(user, id, collection) {
      const seen = tenant(id);
      return seen === undefined ? [] : visibility.records(user, seen, collection);
    },
    visibleSignals(user, id, kind) {
      const seen = tenant(id);
      return seen === undefined ? [] : visibility.signals(user, seen, kind);
    },
    reset() {
      users.reset();
      drafted.reset();
      messages.length = 0;
    },
  };
}
