import { html } from 'hono/html';
import type { Incident, PipelineStage, Service } from '#contract/entities/pipeline.ts';
import { counted } from '../../pages/components/number.ts';
import { disclosure } from '../../pages/components/section.ts';
import { statusMark } from '../../pages/components/status-mark.ts';
import { foreignText } from '../../pages/components/text.ts';
import { shortTime } from '../../pages/components/time.ts';
import type { Html } from '../../pages/define.ts';

const MINUTE_MS = 60_000;

/** `2 of 14 services need a look` */
export function howServicesAre(services: readonly Service[]): string {
  const troubled = services.filter(({ status }) => status !== 'operational').length;
  const all = counted(services.length, 'service');
  if (troubled === 0) return `All of ${all} operational`;
  return `${troubled} of ${all} ${troubled === 1 ? 'needs' : 'need'} a look`;
}

/** The services, those that need a look first. */
export function serviceList(services: readonly Service[]): Html {
  const calmLast = services.toSorted(
    (a, b) => Number(a.status === 'operational') - Number(b.status === 'operational'),
  );
  return html`<ul class="services">
    ${calmLast.map(
      ({ name, status }) => html`<li><span>${foreignText(name)}</span> ${statusMark(status)}</li>`,
    )}
  </ul>`;
}

/** The daily process from stage to stage, with how late each is or was. */
export function pipelineSteps(stages: readonly PipelineStage[], now: Date, zone: string): Html {
  if (stages.length === 0) return html`<p class="muted">No process runs.</p>`;
  return html`<ol class="pipeline">
    ${stages.map(
      (stage) =>
        html`<li class="pipeline-${stage.state}">
          ${statusMark(stage.state)}
          <strong>${foreignText(stage.name)}</strong>
          <span class="row-note">${whenOf(stage, now, zone)}</span>
        </li>`,
    )}
  </ol>`;
}

function whenOf(
  { state, expected_at: expected, finished_at: finished }: PipelineStage,
  now: Date,
  zone: string,
) {
  const lateMs = Date.parse(finished ?? now.toISOString()) - Date.parse(expected);
  const late = lateMs >= MINUTE_MS ? `, ${minutes(lateMs)} late` : '';
  if (finished !== null) return html`finished ${shortTime(finished, zone)}${late}`;
  return html`expected ${shortTime(expected, zone)}${state === 'waiting' ? '' : late}`;
}

function minutes(ms: number): string {
  const whole = Math.floor(ms / MINUTE_MS);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ');
}

/** What is wrong now, then what was. */
export function incidentList(
  incidents: readonly Incident[],
  services: readonly Service[],
  zone: string,
): Html {
  const open = incidents.filter(({ state }) => state !== 'resolved');
  const past = incidents.filter(({ state }) => state === 'resolved');
  const nameOf = (key: string) => services.find((service) => service.key === key)?.name ?? key;
  const list = (some: readonly Incident[]) =>
    html`<ul class="incidents">
      ${some.map(
        ({ title, summary, state, impact, services: hit, started_at: from, resolved_at: to }) =>
          html`<li>
            <p class="incident-head">
              <strong>${foreignText(title)}</strong> ${statusMark(state)} ${statusMark(impact)}
            </p>
            <p class="prose">${foreignText(summary)}</p>
            <p class="row-note">
              ${foreignText(hit.map(nameOf).join(', '))} · since
              ${shortTime(from, zone)}${to && html`, resolved ${shortTime(to, zone)}`}
            </p>
          </li>`,
      )}
    </ul>`;
  return html`${open.length === 0 ? html`<p class="muted">No incident is open.</p>` : list(open)}
  ${past.length > 0 && disclosure(`Show ${counted(past.length, 'resolved incident')}`, list(past))}`;
}
