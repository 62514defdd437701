import { html } from 'hono/html';
import type { ExecutedRef } from '#contract/entities/executed-ref.ts';
import type { ErrorRecord, JobRecord } from '#fixtures/world-data.ts';
import { CHANNEL_WORDS } from '../../pages/components/channel-words.ts';
import { COLLECTION_NAMES } from '../../pages/components/collection-names.ts';
import { count, share } from '../../pages/components/number.ts';
import { statusMark } from '../../pages/components/status-mark.ts';
import { table } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import { shortTime } from '../../pages/components/time.ts';
import { inWords } from '../../pages/components/words.ts';
import type { Html } from '../../pages/define.ts';
import { ENTITY_COLLECTIONS } from '../../tenant/entity-types.ts';
import { refLink, type Place } from '../place.ts';

const MOST_ROWS = 25;

const isUnderWay = ({ state }: JobRecord) => state === 'running' || state === 'queued';

/** Jobs that run or wait, with how far they are. */
export function runningJobs(jobs: readonly JobRecord[], place: Place): Html {
  const rows = jobs.filter(isUnderWay);
  if (rows.length === 0) return html`<p class="muted">No job runs or waits.</p>`;
  return table<JobRecord>({
    caption: captionOf('jobs that run or wait', rows.length, place),
    rows: rows.slice(0, MOST_ROWS),
    columns: [
      jobColumn(place),
      { head: 'State', cell: ({ state }) => statusMark(state) },
      { head: 'Progress', kind: 'number', cell: ({ progress }) => share(progress) },
      { head: 'Started', cell: ({ started_at: at }) => instant(at, place) },
    ],
  });
}

/** Jobs that ended last, however they did. */
export function endedJobs(jobs: readonly JobRecord[], place: Place): Html {
  const rows = jobs.filter((job) => !isUnderWay(job));
  if (rows.length === 0) return html`<p class="muted">No job ended yet.</p>`;
  return table<JobRecord>({
    caption: captionOf('jobs that ended', rows.length, place, 10),
    rows: rows.slice(0, 10),
    columns: [
      jobColumn(place),
      { head: 'State', cell: ({ state }) => statusMark(state) },
      { head: 'Started', cell: ({ started_at: at }) => instant(at, place) },
      { head: 'Ended', cell: ({ ended_at: at }) => instant(at, place) },
    ],
  });
}

/** What went wrong in execution, whom it hit, why, and what to do. */
export function executionErrors(errors: readonly ErrorRecord[], place: Place): Html {
  if (errors.length === 0) return html`<p class="muted">Nothing went wrong.</p>`;
  return table<ErrorRecord>({
    caption: captionOf('errors', errors.length, place),
    rows: errors.slice(0, MOST_ROWS),
    columns: [
      {
        head: 'What went wrong',
        kind: 'name',
        cell: ({ cause, fix }) =>
          html`${foreignText(cause)} <span class="row-note">${foreignText(fix)}</span>`,
      },
      { head: 'Severity', cell: ({ severity }) => statusMark(severity) },
      { head: 'State', cell: ({ status }) => statusMark(status) },
      {
        head: 'In',
        cell: ({ entity, channel }) =>
          html`${entityLink(entity, place)}
            <span class="row-note">${kindOf(entity)}${channel && `, ${CHANNEL_WORDS[channel]}`}</span>`,
      },
      { head: 'Customers', kind: 'number', cell: ({ customers_affected: hit }) => count(hit) },
      { head: 'At', cell: ({ at }) => shortTime(at, place.tenant.time_zone) },
    ],
  });
}

function captionOf(what: string, all: number, { tenant }: Place, most = MOST_ROWS): string {
  const which = all > most ? `The newest ${most} of ${count(all)} ${what}.` : `${count(all)} ${what}.`;
  return `${which} Times are in ${tenant.time_zone}.`;
}

function jobColumn(place: Place) {
  return {
    head: 'Job',
    kind: 'name' as const,
    cell: ({ name, type, brand, entity }: JobRecord) =>
      html`${foreignText(name)}
        <span class="row-note"
          >${inWords(type)} · ${brand ?? 'all brands'} ${entity && html`· ${entityLink(entity, place)}`}</span
        >`,
  };
}

/** A link where the user sees the entity; its name alone where it is gone. */
function entityLink(entity: ExecutedRef, place: Place): Html {
  const collection = ENTITY_COLLECTIONS[entity.type];
  return place.find(collection, entity.id) ? refLink(place, collection, entity) : foreignText(entity.name);
}

function kindOf({ type }: ExecutedRef): string {
  return COLLECTION_NAMES[ENTITY_COLLECTIONS[type]].one;
}

function instant(at: string | null, { tenant }: Place): Html | string {
  return at === null ? '–' : shortTime(at, tenant.time_zone);
}
