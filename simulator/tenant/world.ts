import type { TenantData, WorldData, WorldOptions } from '#fixtures/world-data.ts';
import type { World } from '../ports.ts';
import { createAnalyticsJobs } from './analytics/jobs.ts';
import { createAttempts } from './attempts.ts';
import { createChanges } from './changes.ts';
import { createClock, type Wall } from './clock.ts';
import { createJournal } from './journal.ts';
import { createMessages } from './messages.ts';
import { createWorldState } from './state.ts';
import { createPublicRecords } from './public-records.ts';
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
  const state = createWorldState();
  const clock = createClock(setup.clock, setup.wall, state);
  const data = setup.open({ seed: setup.seed, scale: setup.scale, epoch: setup.clock ?? clock.now() });
  const tenants = new Map<string, TenantData>();
  const visibility = createVisibility();
  const { changes, grow, clear } = createChanges(state);

  const tenant = (id: string): TenantData | undefined => {
    const made = tenants.get(id) ?? data.tenants.get(id)?.();
    if (made === undefined) return undefined;
    tenants.set(id, made);
    return grow(id, made);
  };
  const messages = createMessages(state);
  const publicRecords = createPublicRecords(state);
  const attempts = createAttempts(state, clock);
  const analyticsJobs = createAnalyticsJobs(clock);
  const users = createUsers(state, data.users, (id) => tenant(id)?.facts.brands.map(({ key }) => key) ?? []);

  return {
    seed: setup.seed,
    state,
    clock,
    journal: createJournal(state, clock),
    users,
    messages,
    changes,
    attempts,
    publicRecords,
    analyticsJobs,
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
      clear();
      attempts.clear();
      messages.clear();
      publicRecords.clear();
      analyticsJobs.clear();
    },
  };
}
