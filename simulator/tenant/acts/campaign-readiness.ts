import type {
  CampaignRecord,
  PromotionRecord,
  TargetGroupRecord,
  TriggerRecord,
} from '#fixtures/world-data.ts';
import { createIdIndex } from '../id-index.ts';
import type { Scene } from './define.ts';

const findGroup = createIdIndex<TargetGroupRecord>();
const findPromotion = createIdIndex<PromotionRecord>();
const findTrigger = createIdIndex<TriggerRecord>();

/** What a campaign lacks before it may go out, as a sentence; null when it is complete. */
export function lacking(campaign: CampaignRecord, { tenant }: Scene): string | null {
  const { collections } = tenant;
  const messages = campaign.actions.flatMap((action) => action.messages);
  const bare = messages.find(({ template, content }) => template === null && content?.body === undefined);
  if (messages.length === 0) return 'It sends nothing: none of its actions has a message.';
  if (bare !== undefined) {
    return `Its message by ${bare.channel} has neither a template nor a text. Choose a template first.`;
  }
  const group = findGroup(collections['target-groups'], campaign.target_group.id)?.status ?? 'missing';
  if (group !== 'active') {
    return `Its target group “${campaign.target_group.name}” is ${group}. Activate it, or choose another one.`;
  }
  const off = campaign.actions
    .flatMap(({ promotion }) => promotion ?? [])
    .find(({ id }) => findPromotion(collections.promotions, id)?.status !== 'active');
  if (off !== undefined) return `Its promotion “${off.name}” is not active. Activate it first.`;

  const { trigger, type } = campaign;
  if (type !== 'triggered') return null;
  if (trigger === null) return 'It has no trigger that could start it.';
  return findTrigger(collections.triggers, trigger.id)?.status === 'armed'
    ? null
    : `Its trigger “${trigger.name}” is not armed. Activate that first.`;
}
