import { z } from 'zod';
import { idSchema } from '#contract/entities/entity.ts';
import type { CampaignRecord } from '#fixtures/world-data.ts';
import { CAMPAIGN_APPROVAL } from './campaign-approval.ts';
import { CAMPAIGN_RUNNING } from './campaign-running.ts';
import { findVisible } from '../find-visible.ts';
import type { Acts, Scene } from './define.ts';
import { duplicate } from './duplicate.ts';
import { modify } from './modify.ts';
import { Obstacle, wrongInput } from './obstacle.ts';
import { remove } from './remove.ts';

/** What changes whom it reaches or what it says: in a draft only. */
const CONTENT = {
  target_group_id: idSchema.exactOptional(),
  /** For every message of its channel. */
  template_id: idSchema.exactOptional(),
};
const FIELDS = {
  objective: z.string().max(500).exactOptional(),
  notes: z.string().max(2000).exactOptional(),
  tags: z.array(z.string().min(1).max(64)).max(10).exactOptional(),
  ...CONTENT,
};
type Fields = z.output<z.ZodObject<typeof FIELDS>>;

/** The life of a campaign. Nothing that went out is ever deleted: its results are part of the tenant's history. */
export const CAMPAIGNS: Acts<CampaignRecord> = {
  ...CAMPAIGN_APPROVAL,
  ...CAMPAIGN_RUNNING,
  duplicate: duplicate<CampaignRecord>({
    collection: 'campaigns',
    fresh: ({ actions }, { world }) => ({
      actions: actions.map((action) => ({ ...action, id: world.changes.nextId() })),
      schedule: null,
      execution_at: null,
      approval: { state: 'not_requested', by: null, at: null },
      occurrences: [],
    }),
  }),
  modify: modify<CampaignRecord, typeof FIELDS>({
    collection: 'campaigns',
    from: ['draft', 'scheduled', 'running', 'paused'],
    fields: FIELDS,
    change(campaign, fields, scene) {
      const { target_group_id: _group, template_id: _template, ...rest } = fields;
      if (campaign.status === 'draft') {
        const content = contentOf(campaign, fields, scene);
        // What was decided about was another campaign.
        const approval = { state: 'not_requested', by: null, at: null } as const;
        return content instanceof Obstacle ? content : { ...rest, ...content, approval };
      }
      return Object.keys(CONTENT).some((field) => Object.hasOwn(fields, field))
        ? new Obstacle('conflict', 'Whom it reaches and what it says can be changed in a draft only.')
        : rest;
    },
  }),
  delete: remove<CampaignRecord>({
    from: ['draft', 'pending_approval', 'scheduled', 'paused'],
    hindrance: ({ occurrences }) =>
      occurrences.length > 0 ? 'It has gone out already, and its results stay: stop it instead.' : null,
  }),
};

function contentOf(
  campaign: CampaignRecord,
  { target_group_id: groupId, template_id: templateId }: Fields,
  { world, user, tenant }: Scene,
): Partial<CampaignRecord> | Obstacle {
  const seen = <Name extends 'target-groups' | 'templates'>(collection: Name, id: string) => {
    const record = findVisible(world, user, tenant.facts.id, collection, id);
    return record?.brand === campaign.brand ? record : undefined;
  };
  const nothing = 'names nothing of this brand that you may see';
  let changed: Partial<CampaignRecord> = {};
  if (groupId !== undefined) {
    const group = seen('target-groups', groupId);
    if (group === undefined) return wrongInput('target_group_id', nothing);
    if (group.status === 'archived')
      return wrongInput('target_group_id', 'is archived; choose another target group');
    changed = { target_group: { id: group.id, name: group.name } };
  }
  if (templateId === undefined) return changed;
  const template = seen('templates', templateId);
  if (template === undefined) return wrongInput('template_id', nothing);
  if (!campaign.channels.includes(template.channel)) {
    return wrongInput(
      'template_id',
      `is for the channel ${template.channel}, by which this campaign sends nothing`,
    );
  }
  const { id, name, channel, channel_id } = template;
  const actions = campaign.actions.map((action) => ({
    ...action,
    messages: action.messages.map((message) =>
      message.channel === channel ? { ...message, channel_id, template: { id, name } } : message,
    ),
  }));
  return { ...changed, actions };
}
