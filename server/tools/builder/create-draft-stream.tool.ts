import { z } from 'zod';
import { MOST_STREAM_STEPS } from '#contract/drafts.ts';
import { streamStepSchema } from '#contract/entities/stream.ts';
import { fail, ok } from '../../result.ts';
import { defineBuilderTool } from '../define.ts';
import { readAccess } from './access.ts';
import {
  controlGroupParam,
  idempotencyKeyParam,
  nameParam,
  referenceParam,
  textParam,
} from './builder-params.ts';
import { draftOutput, draftOutputOf } from './draft-output.ts';
import { readChannels } from './find-template.ts';
import { Findings } from './findings.ts';
import { audienceWarnings } from './message-checks.ts';
import { findTargetGroup, usable } from './references.ts';
import { checkStepMessages, stepWarnings } from './stream-messages.ts';
import { streamSteps } from './stream-steps.ts';
import { streamWords } from './stream-words.ts';
import { controlWarnings, controlWords } from './words.ts';

const { type, channel, wait_hours, split_percent } = streamStepSchema.shape;

export default defineBuilderTool({
  draft: 'stream',
  name: 'optimove_create_draft_stream',
  title: 'Create draft stream',
  description: 'Creates a multi-step stream in draft. It is not activated and its steps send nothing.',
  input: z.strictObject({
    name: nameParam,
    entry_target_group_id: referenceParam,
    steps: z
      .array(
        z.strictObject({
          key: z.string().regex(/^\w{1,64}$/),
          type,
          channel,
          template_id: referenceParam.optional(),
          promotion_id: referenceParam.optional(),
          wait_hours,
          split_percent: split_percent.describe('Share that takes next_alt.'),
          next: z.string().max(64).optional().describe('Default: the step after.'),
          next_alt: z.string().max(64).optional(),
        }),
      )
      .min(1)
      .max(MOST_STREAM_STEPS)
      .describe('Ordered steps.'),
    control_group_percent: controlGroupParam,
    objective: textParam(500).optional().describe('For people.'),
    idempotency_key: idempotencyKeyParam,
  }),
  output: draftOutput,
  async run(input, context) {
    const findings = new Findings();
    const [access, channels, foundGroup] = await Promise.all([
      readAccess(context),
      readChannels(context),
      findTargetGroup(input.entry_target_group_id, context),
    ]);
    if (!access.ok) return access;
    if (!channels.ok) return channels;

    const group = usable(findings, 'entry_target_group_id', foundGroup);
    const steps = streamSteps(input.steps, findings);
    const messages = await checkStepMessages(steps, group?.brand, channels.value, context, findings);
    if (group === null || findings.any) return fail(findings.failure());

    const created = await context.createDraft(
      {
        name: input.name,
        entry_target_group_id: group.id,
        steps: steps.map((step, at) => ({
          ...step,
          template_id: messages[at]?.template?.id,
          promotion_id: messages[at]?.promotion?.id,
        })),
        control_group_percent: input.control_group_percent,
        objective: input.objective,
      },
      input.idempotency_key,
    );
    if (!created.ok) return created;
    const facts = { channels: channels.value, tenant: access.value, now: context.principal.now };
    return ok(
      draftOutputOf(created.value, context, {
        interpretation: `${streamWords(group.name, steps, messages)} ${controlWords(input.control_group_percent)}`,
        warnings: [
          ...audienceWarnings(group),
          ...stepWarnings(steps, messages, facts),
          ...controlWarnings(input.control_group_percent),
        ],
      }),
    );
  },
});
