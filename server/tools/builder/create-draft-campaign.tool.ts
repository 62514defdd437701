import { z } from 'zod';
import { campaignContentSchema } from '#contract/drafts.ts';
import { channelKindSchema } from '#contract/entities/entity.ts';
import { fail, ok } from '../../result.ts';
import { defineBuilderTool } from '../define.ts';
import { readAccess } from './access.ts';
import {
  controlGroupParam,
  filledParam,
  idempotencyKeyParam,
  lineParam,
  nameParam,
  referenceParam,
  textParam,
} from './builder-params.ts';
import { contentWarnings } from './campaign-content.ts';
import { draftOutput, draftOutputOf } from './draft-output.ts';
import { readChannels } from './find-template.ts';
import { Findings } from './findings.ts';
import {
  audienceWarnings,
  checkChannel,
  checkMessage,
  createMessageFinders,
  messageWarnings,
} from './message-checks.ts';
import { findTargetGroup, usable } from './references.ts';
import { controlWarnings, controlWords, quoted } from './words.ts';

export default defineBuilderTool({
  draft: 'campaign',
  name: 'optimove_create_draft_campaign',
  title: 'Create draft campaign',
  description:
    'Creates a campaign in draft for an existing target group. It is not scheduled, activated or sent; a marketer reviews and activates it in Optimove.',
  input: z.strictObject({
    name: nameParam,
    target_group_id: referenceParam,
    channel: channelKindSchema.describe('Execution channel.'),
    template_id: referenceParam.optional(),
    content: z
      .strictObject({
        subject: lineParam(998).optional(),
        body: filledParam(100_000).optional(),
        cta_url: campaignContentSchema.shape.cta_url,
      })
      .optional()
      .describe('Instead of a template.'),
    promotion_id: referenceParam.optional(),
    control_group_percent: controlGroupParam,
    objective: textParam(500).optional().describe('For people.'),
    tags: z.array(lineParam(64)).max(10).optional().describe('Campaign tags.'),
    idempotency_key: idempotencyKeyParam,
  }),
  output: draftOutput,
  async run(input, context) {
    const findings = new Findings();
    const { channel } = input;
    const content = Object.keys(input.content ?? {}).length > 0 ? input.content : undefined;
    const [access, channels, foundGroup] = await Promise.all([
      readAccess(context),
      readChannels(context),
      findTargetGroup(input.target_group_id, context),
    ]);
    if (!access.ok) return access;
    if (!channels.ok) return channels;

    const group = usable(findings, 'target_group_id', foundGroup);
    checkChannel(channel, channels.value, 'channel', findings);
    const message = await checkMessage(
      { channel, template_id: input.template_id, promotion_id: input.promotion_id },
      { brand: group?.brand, place: '' },
      createMessageFinders(group?.brand, context),
      findings,
    );
    if (group === null || findings.any) return fail(findings.failure());

    const { template, promotion } = message;
    const created = await context.createDraft(
      {
        name: input.name,
        target_group_id: group.id,
        channel,
        template_id: template?.id,
        content,
        promotion_id: promotion?.id,
        control_group_percent: input.control_group_percent,
        objective: input.objective,
        tags: input.tags,
      },
      input.idempotency_key,
    );
    if (!created.ok) return created;
    const facts = { channels: channels.value, tenant: access.value, now: context.principal.now };
    return ok(
      draftOutputOf(created.value, context, {
        interpretation:
          `A campaign on the channel ${channel} for the target group ${quoted(group.name)}` +
          (template
            ? `, with the template ${quoted(template.name)}`
            : content
              ? ', with content of its own'
              : '') +
          (promotion ? `, with the promotion ${quoted(promotion.name)}` : '') +
          `; ${controlWords(input.control_group_percent)}`,
        warnings: [
          ...audienceWarnings(group),
          ...messageWarnings(message, channel, facts),
          ...contentWarnings({ channel, content }, template),
          ...controlWarnings(input.control_group_percent),
        ],
      }),
    );
  },
});
