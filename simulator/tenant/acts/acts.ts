import type { Collections } from '#fixtures/world-data.ts';
import { CAMPAIGNS } from './campaigns.ts';
import { CHANNELS } from './channels.ts';
import type { Acts } from './define.ts';
import { JOURNEYS } from './journeys.ts';
import { PROMOTIONS } from './promotions.ts';
import { SEGMENTS } from './segments.ts';
import { STREAMS } from './streams.ts';
import { TARGET_GROUPS } from './target-groups.ts';
import { TEMPLATES } from './templates.ts';
import { TRIGGERS } from './triggers.ts';

/** All that may be done to what there is, by collection and by the last part of the address. The API and the console follow it. */
export const ACTS: { readonly [Name in keyof Collections]: Acts<Collections[Name]> } = {
  campaigns: CAMPAIGNS,
  promotions: PROMOTIONS,
  triggers: TRIGGERS,
  journeys: JOURNEYS,
  streams: STREAMS,
  segments: SEGMENTS,
  'target-groups': TARGET_GROUPS,
  channels: CHANNELS,
  templates: TEMPLATES,
};
