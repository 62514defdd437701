import { z } from 'zod';
import { executeCampaign, finished } from '../life/execute-campaign.ts';
import { nextAfter } from '../life/recurrence.ts';
import type { CampaignRecord } from '#fixtures/world-data.ts';
import { lacking } from './campaign-readiness.ts';
import { type Acts, defineAct, type Scene } from './define.ts';
import { move } from './move.ts';
import { wrongInput } from './obstacle.ts';
import { channelWords, instantWords, reachWords, sendingWords } from './words.ts';

const instant = z.iso.datetime({ offset: true });
const PLAN = {
  /** In the future; any offset. */
  starts_at: instant,
  ends_at: instant.exactOptional(),
  /** Absent: it goes out once. */
  repeat_every_days: z.int().min(1).max(90).exactOptional(),
};

/** From an approved campaign to one that goes out, rests, or is over. */
export const CAMPAIGN_RUNNING: Acts<CampaignRecord> = {
  schedule: defineAct<CampaignRecord, typeof PLAN>({
    title: 'Schedule',
    effect: 'schedule',
    permission: 'entities.activate',
    from: ['draft', 'scheduled', 'paused'],
    input: PLAN,
    unfit: ({ type }) => (type === 'triggered' ? 'An event starts it: activate it.' : null),
    hindrance: releasable,
    foretell: (campaign, scene) => [
      `It goes out by itself at the time that you choose, by ${channelWords(campaign.channels)}.`,
      ...reachWords(campaign, scene),
    ],
    carryOut(campaign, { now, tenant }, { starts_at: start, ends_at: end, repeat_every_days: days }) {
      const starts_at = new Date(start).toISOString();
      const ends_at = end === undefined ? null : new Date(end).toISOString();
      if (starts_at <= now.toISOString()) {
        return wrongInput('starts_at', `must lie in the future: it is ${now.toISOString()}`);
      }
      if (ends_at !== null && ends_at <= starts_at) return wrongInput('ends_at', 'must come after starts_at');
      const zone = tenant.facts.time_zone;
      return {
        record: {
          ...campaign,
          status: 'scheduled',
          execution_at: starts_at,
          schedule: {
            kind: days === undefined ? 'one_time' : 'recurring',
            starts_at,
            ends_at,
            recurrence: days === undefined ? null : rhythm(days, starts_at, zone),
            time_zone: zone,
          },
          updated_at: now.toISOString(),
        },
      };
    },
  }),

  activate: defineAct<CampaignRecord>({
    title: 'Activate',
    effect: 'activate',
    permission: 'entities.activate',
    from: ['draft', 'scheduled'],
    unfit: ({ type }) =>
      type === 'triggered' ? null : 'It goes out at a time: schedule it, or send it now.',
    hindrance: releasable,
    foretell: (campaign, scene) => [
      `From now on it answers the trigger “${campaign.trigger?.name}”, by ${channelWords(campaign.channels)}.`,
      ...reachWords(campaign, scene),
    ],
    carryOut: (campaign, { now, tenant }) => ({
      record: {
        ...campaign,
        status: 'running',
        schedule: {
          kind: 'on_event',
          starts_at: now.toISOString(),
          ends_at: campaign.schedule?.ends_at ?? null,
          recurrence: null,
          time_zone: tenant.facts.time_zone,
        },
        execution_at: null,
        updated_at: now.toISOString(),
      },
    }),
  }),

  pause: move<CampaignRecord>({
    title: 'Pause',
    effect: 'modify',
    permission: 'entities.activate',
    from: ['scheduled', 'running'],
    to: 'paused',
    hindrance: ({ status, type, schedule }) =>
      status === 'running' && type !== 'triggered' && schedule?.kind !== 'recurring'
        ? 'It is going out now, once and for all: it can only be stopped.'
        : null,
    foretell: () => ['Nothing of it goes out until somebody resumes it.'],
    also: ({ occurrences }) => ({ occurrences: occurrences.map(finished) }),
  }),

  resume: defineAct<CampaignRecord>({
    title: 'Resume',
    effect: 'activate',
    permission: 'entities.activate',
    from: ['paused'],
    hindrance(campaign, scene) {
      const { type, schedule } = campaign;
      if (type === 'triggered') {
        const isOver = schedule?.ends_at != null && schedule.ends_at <= scene.now.toISOString();
        return isOver ? 'Its time went by while it was paused.' : releasable(campaign, scene);
      }
      return nextExecution(campaign, scene.now) === null
        ? 'Its time went by while it was paused. Schedule it anew.'
        : releasable(campaign, scene);
    },
    foretell(campaign, scene) {
      const next = nextExecution(campaign, scene.now);
      return next === null
        ? [`It answers the trigger “${campaign.trigger?.name}” again.`]
        : sendingWords(campaign, next, scene);
    },
    carryOut(campaign, { now }) {
      const isToCome = campaign.schedule !== null && campaign.schedule.starts_at > now.toISOString();
      return {
        record: {
          ...campaign,
          status: isToCome ? 'scheduled' : 'running',
          execution_at: nextExecution(campaign, now) ?? campaign.execution_at,
          updated_at: now.toISOString(),
        },
      };
    },
  }),

  send: defineAct<CampaignRecord>({
    title: 'Send now',
    effect: 'send',
    permission: 'entities.activate',
    from: ['draft', 'scheduled', 'running'],
    unfit: ({ type }) => (type === 'triggered' ? 'An event starts it, for one customer at a time.' : null),
    hindrance: (campaign, scene) =>
      campaign.status === 'running' && campaign.schedule?.kind !== 'recurring'
        ? 'It is going out now.'
        : (releasable(campaign, scene) ?? unreachable(campaign, scene)),
    foretell: (campaign, scene) => [
      `It goes out at once, by ${channelWords(campaign.channels)}. That cannot be taken back.`,
      ...reachWords(campaign, scene),
      ...(campaign.schedule?.kind === 'recurring' && campaign.execution_at !== null
        ? [
            `What is planned for it stays: it goes out again on ${instantWords(campaign.execution_at, scene)}.`,
          ]
        : []),
    ],
    carryOut(campaign, { world, tenant, now, via, endpoint, user, clientId }) {
      const doer = { via, endpoint, user_id: user.id, client_id: clientId };
      const due = campaign.schedule?.kind === 'recurring' ? campaign : atOnce(campaign, now);
      const { record, messages } = executeCampaign(world, tenant.facts.id, due, now.getTime(), doer);
      return { record, sent: messages.length };
    },
  }),

  stop: move<CampaignRecord>({
    title: 'Stop',
    effect: 'modify',
    permission: 'entities.activate',
    from: ['scheduled', 'running', 'paused'],
    to: 'stopped',
    foretell: () => ['It is over for good. What went out stays out; nothing more follows.'],
    also: ({ occurrences }) => ({
      execution_at: occurrences[0]?.executed_at ?? null,
      occurrences: occurrences.map(finished),
    }),
  }),
};

/** A campaign that goes out once, and now: whatever was planned for it is done with. */
function atOnce(campaign: CampaignRecord, now: Date): CampaignRecord {
  const schedule = campaign.schedule && { ...campaign.schedule, starts_at: now.toISOString() };
  return { ...campaign, schedule, execution_at: null };
}

/** Why a campaign would reach nobody if it went out now. */
function unreachable({ channels }: CampaignRecord, { tenant }: Scene): string | null {
  const isOpen = tenant.collections.channels.some(
    ({ kind, status }) => channels.includes(kind) && status !== 'disabled',
  );
  return isOpen ? null : `Nothing goes out by ${channelWords(channels)} while that is disabled.`;
}

/** When a campaign that stood still goes out next; null: not any more. What it missed is not made up for. */
function nextExecution({ execution_at: planned, schedule }: CampaignRecord, now: Date): string | null {
  if (planned !== null && planned > now.toISOString()) return planned;
  const next = nextAfter(schedule, now.getTime());
  return next === null ? null : new Date(next).toISOString();
}

/** Why a campaign may not go out: nobody approved it, or it is incomplete. */
function releasable(campaign: CampaignRecord, scene: Scene): string | null {
  return campaign.approval.state === 'approved'
    ? lacking(campaign, scene)
    : 'Nobody has approved it. Submit it for approval first.';
}

/** The rhythm of a recurring campaign in the words that the demo world has for it too. */
function rhythm(days: number, start: string, zone: string): string {
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: zone }).format(
    new Date(start),
  );
  if (days === 1) return 'daily';
  if (days === 7) return `weekly on ${weekday}`;
  return days === 14 ? `every two weeks on ${weekday}` : `every ${days} days`;
}
