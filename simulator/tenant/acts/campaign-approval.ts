import type { CampaignRecord } from '#fixtures/world-data.ts';
import { lacking } from './campaign-readiness.ts';
import { type Acts, defineAct, type Scene } from './define.ts';
import { move } from './move.ts';
import { sendingWords } from './words.ts';

/**
 * From a draft to one that may go out. Four eyes look at it: an approver does not decide about a campaign of their own. An admin
 * may, since in some tenants nobody else could.
 */
export const CAMPAIGN_APPROVAL: Acts<CampaignRecord> = {
  submit: defineAct<CampaignRecord>({
    title: 'Submit for approval',
    effect: 'modify',
    permission: 'drafts.write',
    permissionBeyondOwn: 'entities.write',
    from: ['draft'],
    hindrance: (campaign, scene) =>
      campaign.approval.state === 'approved' ? 'It is approved already.' : lacking(campaign, scene),
    foretell: () => ['It waits for somebody who may approve it. Until then it cannot be changed.'],
    carryOut: (campaign, { now }) => ({
      record: {
        ...campaign,
        status: 'pending_approval',
        approval: { state: 'pending', by: null, at: null },
        updated_at: now.toISOString(),
      },
    }),
  }),

  approve: defineAct<CampaignRecord>({
    title: 'Approve',
    effect: 'approve',
    permission: 'entities.approve',
    from: ['pending_approval'],
    hindrance: (campaign, scene) => ownWork(campaign, scene) ?? lacking(campaign, scene),
    foretell(campaign, scene) {
      const start = plannedStart(campaign, scene);
      return start === null
        ? ['It is approved as it stands. Nothing is sent: somebody still has to schedule or activate it.']
        : ['It is approved and scheduled.', ...sendingWords(campaign, start, scene)];
    },
    carryOut(campaign, scene) {
      const start = plannedStart(campaign, scene);
      const approval = decision('approved', scene);
      const updated_at = scene.now.toISOString();
      return {
        record:
          start === null
            ? { ...campaign, approval, updated_at, status: 'draft', schedule: null, execution_at: null }
            : { ...campaign, approval, updated_at, status: 'scheduled', execution_at: start },
      };
    },
  }),

  reject: move<CampaignRecord>({
    title: 'Reject',
    effect: 'modify',
    permission: 'entities.approve',
    from: ['pending_approval'],
    to: 'draft',
    hindrance: ownWork,
    foretell: ({ created_by: author }) => [`It goes back to ${author} as a draft, marked as rejected.`],
    also: (_, scene) => ({
      approval: decision('rejected', scene),
      schedule: null,
      execution_at: null,
    }),
  }),
};

/** Whether a plan that was handed in with the campaign can still be kept. */
function plannedStart({ schedule }: CampaignRecord, { now }: Scene): string | null {
  return schedule !== null && Date.parse(schedule.starts_at) > now.getTime() ? schedule.starts_at : null;
}

function ownWork({ created_by: author }: CampaignRecord, { user, membership }: Scene): string | null {
  return author === user.email && membership.role !== 'admin'
    ? 'It is your own work. Somebody else has to decide about it.'
    : null;
}

function decision(state: 'approved' | 'rejected', { user, now }: Scene): CampaignRecord['approval'] {
  return { state, by: user.email, at: now.toISOString() };
}
