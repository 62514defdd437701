import type { TenantData, WorldData, WorldOptions } from '#fixtures/world-data.ts';
import { createFaults } from '../faults/faults.ts';
import type { World } from '../ports.ts';
import { STANDARD_WORLD } from './accounts.ts';
import { createAnalyticsJobs } from './analytics/jobs.ts';
import { createAttempts } from './attempts.ts';
import { createChanges } from './changes.ts';
import { createClock, isWithinTime, readingOf, withoutPause, type Wall } from './clock.ts';
import { createJournal } from './journal.ts';
import { createLife } from './life/life.ts';
import { createPresent } from './life/present.ts';
import { createMessages } from './messages.ts';
import { createSettings } from './settings.ts';
import { createWorldState, StateError } from './state.ts';
import { createPublicRecords } from './public-records.ts';
import { createUsers } from './users.ts';
import { createVisibility } from './visibility.ts';

export interface WorldSetup {
  /** Absent: `default`. */
  name?: string;
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
  const epoch = setup.clock ?? clock.now();
  const data = setup.open({ seed: setup.seed, scale: setup.scale, epoch });
  const tenants = new Map<string, TenantData>();
  const visibility = createVisibility();
  const { changes, tables, grow, clear, clearPart } = createChanges(state);
  const { settings, apply, clear: clearSettings } = createSettings(state);

  const begun = (id: string): TenantData | undefined => {
    const made = tenants.get(id) ?? data.tenants.get(id)?.();
    if (made !== undefined) tenants.set(id, made);
    return made;
  };
  const { seed } = setup;
  const tenantIds = [...data.tenants.keys()];
  const life = createLife({ seed, state, changed: tables, epoch: epoch.getTime(), tenantIds, begun });
  const present = createPresent({ seed, clock, life, changed: tables, begun });
  const tenant = (id: string): TenantData | undefined => {
    const made = present(id);
    return made && apply(grow(id, made));
  };
  const messages = createMessages(state);
  const publicRecords = createPublicRecords(state);
  const attempts = createAttempts(state, clock);
  const analyticsJobs = createAnalyticsJobs(clock);
  const users = createUsers(state, data.users, (id) => tenant(id)?.facts.brands.map(({ key }) => key) ?? []);

  return {
    name: setup.name ?? STANDARD_WORLD,
    seed,
    scale: setup.scale,
    epoch,
    faults: createFaults(seed),
    state,
    clock,
    journal: createJournal(state, clock),
    users,
    messages,
    changes,
    settings,
    life,
    attempts,
    publicRecords,
    analyticsJobs,
    snapshots: new Map(),
    tenantIds,
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
      clearSettings();
      life.clear();
      attempts.clear();
      messages.clear();
      publicRecords.clear();
      analyticsJobs.clear();
    },
    resetData(part) {
      attempts.forget(clearPart(part));
      life.clear(part);
      if (part.tenant === undefined || part.collections !== undefined) return;
      clearSettings(part.tenant);
      publicRecords.clear(part.tenant);
    },
    check(rows, wall) {
      state.check(withoutPause(rows, clock.wall - wall));
      const reading = readingOf(rows, wall);
      if (reading !== null && !isWithinTime(Date.parse(reading.now)))
        throw new StateError("clock/course: the world's time stays between the years 1970 and 9999.");
    },
    restore(rows, wall) {
      state.restore(withoutPause(rows, clock.wall - wall));
      analyticsJobs.clear();
    },
  };
}
