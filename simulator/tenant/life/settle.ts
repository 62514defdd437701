import { iso } from '#fixtures/instants.ts';
import type { CampaignRecord } from '#fixtures/world-data.ts';
import type { World } from '../../ports.ts';
import { nextStep, type CampaignStep } from './campaign-course.ts';
import { clockDoer } from './doer.ts';
import { executeCampaign, finished } from './execute-campaign.ts';
import { settingOf, type Setting } from './setting.ts';
import { writeDown } from './write-down.ts';

/**
 * Brings the world up to its clock: whatever became due since the last time happens, in the order of time and at its own time, so
 * that it does not matter in how many steps the clock was moved. A clock that was set back undoes nothing.
 */
export function settle(world: World): void {
  const now = world.clock.now().getTime();
  const settings = new Map<string, Setting>();
  const settingIn = (tenant: string): Setting => {
    const setting = settings.get(tenant) ?? settingOf(world, tenant);
    settings.set(tenant, setting);
    return setting;
  };
  for (let due = world.life.take(now); due !== undefined; due = world.life.take(now)) {
    const { tenant, id } = due;
    const campaign = world.life.campaign(tenant, id);
    const next = campaign && nextStep(campaign, world.life.epoch);
    if (campaign && next) takeStep(world, settingIn(tenant), campaign, next);
  }
}

function takeStep(
  world: World,
  setting: Setting,
  campaign: CampaignRecord,
  { at, step }: { at: number; step: CampaignStep },
): void {
  const tenant = setting.tenant.facts.id;
  const doer = clockDoer(`${step}-campaign`);
  if (step === 'execute') {
    const { change, messages } = executeCampaign(world, tenant, campaign, at, doer, setting);
    writeDown(world, tenant, at, doer, 'send', [change], messages.length);
    return;
  }
  const record = { ...campaign, ...AFTER[step](campaign), updated_at: iso(at) };
  world.changes.put(tenant, 'campaigns', record);
  const change = { type: 'campaign', id: campaign.id, act: step, from: campaign.status, to: record.status };
  writeDown(world, tenant, at, doer, 'modify', [change], 0);
}

/** What each step makes of a campaign, beside executing it. */
const AFTER: Readonly<
  Record<Exclude<CampaignStep, 'execute'>, (campaign: CampaignRecord) => Partial<CampaignRecord>>
> = {
  lock: () => ({ status: 'processing' }),
  start: () => ({ status: 'running' }),
  finish: ({ occurrences }) => ({ occurrences: occurrences.map(finished) }),
  complete: ({ occurrences }) => ({ status: 'completed', occurrences: occurrences.map(finished) }),
};
