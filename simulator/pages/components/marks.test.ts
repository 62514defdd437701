import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { EFFECTS } from '#contract/effects.ts';
import { CAMPAIGN_STATUSES, campaignSchema } from '#contract/entities/campaign.ts';
import { CHANNEL_STATUSES } from '#contract/entities/channel.ts';
import { ERROR_STATUSES, SEVERITIES } from '#contract/entities/execution-error.ts';
import { JOURNEY_STATUSES } from '#contract/entities/journey.ts';
import { IMPACTS, INCIDENT_STATES, serviceSchema, STAGE_STATES } from '#contract/entities/pipeline.ts';
import { JOB_STATES } from '#contract/entities/platform-job.ts';
import { PROMOTION_STATUSES } from '#contract/entities/promotion.ts';
import { STREAM_STATUSES } from '#contract/entities/stream.ts';
import { TARGET_GROUP_STATUSES } from '#contract/entities/target-group.ts';
import { TRIGGER_STATUSES } from '#contract/entities/trigger.ts';
import { effectMark } from './effect-mark.ts';
import { statusMark } from './status-mark.ts';

const STATUSES = new Set([
  ...CAMPAIGN_STATUSES,
  ...CHANNEL_STATUSES,
  ...JOURNEY_STATUSES,
  ...PROMOTION_STATUSES,
  ...STREAM_STATUSES,
  ...TARGET_GROUP_STATUSES,
  ...TRIGGER_STATUSES,
  ...ERROR_STATUSES,
  ...IMPACTS,
  ...INCIDENT_STATES,
  ...JOB_STATES,
  ...SEVERITIES,
  ...STAGE_STATES,
  ...serviceSchema.shape.status.options,
  ...campaignSchema.shape.approval.shape.state.options,
  ...campaignSchema.shape.occurrences.element.shape.status.options,
]);

describe('marks', () => {
  test.each([...STATUSES])('the status %s has a word and a glyph', async (status) => {
    const mark = parse(String(await statusMark(status)));

    expect(mark.text.trim()).toMatch(/^[A-Z][a-z ]+$/);
    expect(mark.querySelectorAll('svg[aria-hidden=true] > *').length).toBeGreaterThan(0);
  });

  test.each(EFFECTS)('the effect %s has a word, a glyph and a tone', async (effect) => {
    const mark = parse(String(await effectMark(effect)));

    expect(mark.text.trim()).toMatch(/^[A-Z][a-z ]+$/);
    expect(mark.querySelectorAll('svg[aria-hidden=true] > *').length).toBeGreaterThan(0);
    expect(mark.querySelector('.effect')?.classNames).toMatch(/tone-(grey|blue|violet|amber|red)/);
  });

  test('a status of nobody is spelled out', async () => {
    expect(parse(String(await statusMark('never_seen'))).text.trim()).toBe('Never seen');
  });
});
