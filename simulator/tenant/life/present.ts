import type { Incident, Service } from '#contract/entities/pipeline.ts';
import { iso } from '#fixtures/instants.ts';
import { once } from '#fixtures/once.ts';
import type { PlatformData, TenantData } from '#fixtures/world-data.ts';
import type { Clock } from '../../ports.ts';
import type { ChangeTables } from '../changes.ts';
import { jobsNow } from './jobs-now.ts';
import type { Life } from './life.ts';

interface PresentSetup {
  seed: number;
  clock: Clock;
  life: Life;
  changed: ChangeTables;
  begun: (id: string) => TenantData | undefined;
}

const MINUTE = 60_000;
/** Errors are listed for 90 days. */
const KEPT_ERRORS = 90 * 1440 * MINUTE;

/**
 * Gives a tenant as of the world's clock: what its data was updated with last, and the signals of Mission Control. The same object as
 * long as the data was not updated again; its signals are those of the minute in which they are read.
 */
export function createPresent(setup: PresentSetup): (id: string) => TenantData | undefined {
  const { clock, life, begun } = setup;
  const presents = new Map<string, TenantData>();
  return (id) => {
    const made = begun(id);
    if (made === undefined) return undefined;
    const last_data_update = life.processOf(id).lastUpdateAt(clock.now().getTime());
    const known = presents.get(id);
    if (known?.facts.last_data_update === last_data_update) return known;
    const platform = platformNow(setup, id, made);
    const present: TenantData = {
      facts: { ...made.facts, last_data_update },
      schema: made.schema,
      collections: made.collections,
      get results() {
        return made.results;
      },
      get activity() {
        return made.activity;
      },
      get platform() {
        return platform();
      },
    };
    presents.set(id, present);
    return present;
  };
}

/** The signals of the minute; each list is put together when it is read. */
function platformNow(
  { seed, clock, life, changed }: PresentSetup,
  id: string,
  made: TenantData,
): () => PlatformData {
  const { epoch, tables } = life;
  const process = life.processOf(id);
  let last: { key: string; platform: PlatformData } | undefined;

  function make(now: number): PlatformData {
    const { platform } = made;
    const incidents = incidentsNow(platform.incidents, process.catchesUpAt, now);
    const services =
      incidents === platform.incidents ? platform.services : servicesNow(platform.services, incidents);
    const jobs = once(() => {
      const own = [...changed.campaigns.values()].filter(({ tenant }) => tenant === id);
      const campaigns = own.flatMap(({ record }) => record ?? []);
      return jobsNow(platform.jobs, campaigns, { seed, epoch, now });
    });
    const errors = once(() => {
      const since = iso(now - KEPT_ERRORS);
      const own = [...tables.errors.values()].filter(({ tenant }) => tenant === id);
      return [...own.map(({ error }) => error).toReversed(), ...platform.errors].filter(
        ({ at }) => at >= since,
      );
    });
    return {
      services,
      incidents,
      pipeline: process.stagesAt(now),
      get jobs() {
        return jobs();
      },
      get errors() {
        return errors();
      },
    };
  }

  return () => {
    const now = clock.now().getTime();
    const key = [Math.floor(now / MINUTE), changed.campaigns.version, tables.errors.version].join(' ');
    if (last?.key !== key) last = { key, platform: make(now) };
    return last.platform;
  };
}

/** An open incident of the daily process is resolved when the process has caught up. */
function incidentsNow(
  incidents: readonly Incident[],
  catchesUpAt: number | null,
  now: number,
): readonly Incident[] {
  if (catchesUpAt === null || now < catchesUpAt) return incidents;
  return incidents.map((incident) =>
    incident.resolved_at === null && incident.services.includes('daily_process')
      ? { ...incident, state: 'resolved', resolved_at: iso(catchesUpAt) }
      : incident,
  );
}

function servicesNow(services: readonly Service[], incidents: readonly Incident[]): Service[] {
  const open = incidents.filter(({ state }) => state !== 'resolved');
  return services.map((service) => ({
    ...service,
    status: open.find(({ services: hit }) => hit.includes(service.key))?.impact ?? 'operational',
  }));
}
