import type { Collections } from '#fixtures/world-data.ts';
import { segmentDetail, targetGroupDetail } from './audience.ts';
import { campaignDetail } from './campaign.ts';
import { channelDetail, templateDetail } from './channel.ts';
import { journeyDetail } from './journey.ts';
import { promotionDetail } from './promotion.ts';
import { streamDetail } from './stream.ts';
import { triggerDetail } from './trigger.ts';
import type { DetailOf } from './view.ts';

export const DETAILS: { readonly [Name in keyof Collections]: DetailOf<Collections[Name]> } = {
  campaigns: campaignDetail,
  journeys: journeyDetail,
  streams: streamDetail,
  triggers: triggerDetail,
  segments: segmentDetail,
  'target-groups': targetGroupDetail,
  promotions: promotionDetail,
  templates: templateDetail,
  channels: channelDetail,
};
