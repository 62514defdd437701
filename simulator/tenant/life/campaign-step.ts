import { iso } from '#fixtures/instants.ts';
import type { CampaignRecord } from '#fixtures/world-data.ts';
import type { World } from '../../ports.ts';
import { nextStep, type CampaignStep } from './campaign-course.ts';
import { clockDoer } from './doer.ts';
import { executeCampaign, finished } from './execute-campaign.ts';
import type { Setting } from './setting.ts';
import { writeDown } from './write-down.ts';

/** Lets happen to a campaign what is to happen to it next. */
export function campaignStep(world: World, setting: Setting, campaign: CampaignRecord): void {
  const next = nextStep(campaign, world.life.epoch);
  if (next === null) return;
  const { at, step } = next;
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
  writeDown(world, tenant, at, doer, 'modify', [change]);
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
