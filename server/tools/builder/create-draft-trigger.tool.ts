import { z } from 'zod';
import { DRAFT_BODIES, MOST_TRIGGER_CONDITIONS } from '#contract/drafts.ts';
import { triggerConditionSchema } from '#contract/entities/trigger.ts';
import { fail, ok } from '../../result.ts';
import { defineBuilderTool } from '../define.ts';
import { itemNamed, readSchema } from '../schema-words.ts';
import { brandOf, brandWarnings, readAccess } from './access.ts';
import {
  brandParam,
  idempotencyKeyParam,
  lineParam,
  nameParam,
  referenceParam,
  textParam,
} from './builder-params.ts';
import { draftOutput, draftOutputOf } from './draft-output.ts';
import { Findings } from './findings.ts';
import { audienceWarnings } from './message-checks.ts';
import { findTargetGroup, usable } from './references.ts';
import { checkSameBrand } from './same-brand.ts';
import { conditionWords, currencyWarnings, isEvent, typedConditions } from './trigger-conditions.ts';
import { quoted } from './words.ts';

const TIMES = { hour: 'an hour', day: 'a day', week: 'a week', lifetime: 'in a lifetime' } as const;

export default defineBuilderTool({
  draft: 'trigger',
  name: 'optimove_create_draft_trigger',
  title: 'Create draft trigger',
  description:
    'Creates a real-time or event trigger in draft. It is not armed and not attached to any live workflow.',
  input: z.strictObject({
    name: nameParam,
    event: lineParam(64).describe('Event key, e.g. deposit.'),
    conditions: z
      .array(
        z.strictObject({
          property: lineParam(64),
          op: triggerConditionSchema.shape.operator,
          value: lineParam(1000).optional(),
        }),
      )
      .max(MOST_TRIGGER_CONDITIONS)
      .default([])
      .describe('All must hold. Comma-separated for in.'),
    frequency_cap: DRAFT_BODIES.trigger.shape.frequency_cap.describe('Per customer.'),
    target_group_id: referenceParam.optional(),
    brand: brandParam,
    description: textParam(500).optional().describe('For people.'),
    idempotency_key: idempotencyKeyParam,
  }),
  output: draftOutput,
  async run(input, context) {
    const findings = new Findings();
    const { target_group_id: groupId, frequency_cap: cap, name, description } = input;
    const [access, events, foundGroup] = await Promise.all([
      readAccess(context),
      readSchema(context, 'event'),
      groupId === undefined ? undefined : findTargetGroup(groupId, context),
    ]);
    if (!access.ok) return access;
    if (!events.ok) return events;

    const group = foundGroup && usable(findings, 'target_group_id', foundGroup);
    const brand = brandOf(input.brand, access.value, findings);
    checkSameBrand(brand, group ? [{ ...group, argument: 'target_group_id' }] : [], findings);
    const event = findings.check('event', itemNamed(input.event, events.value.items.filter(isEvent)));
    const conditions = event === null ? [] : typedConditions(input.conditions, event, findings);
    if (event === null || findings.any) return fail(findings.failure());

    const created = await context.createDraft(
      {
        name,
        brand,
        event: event.key,
        conditions,
        frequency_cap: cap,
        target_group_id: group?.id,
        description,
      },
      input.idempotency_key,
    );
    if (!created.ok) return created;
    return ok(
      draftOutputOf(created.value, context, {
        interpretation:
          `Fires on the event ${event.key}` +
          (conditions.length > 0 ? ` when ${conditionWords(conditions)}` : '') +
          (cap ? `, at most ${capWords(cap)} for each customer` : '') +
          (group ? `, for customers of the target group ${quoted(group.name)}` : '') +
          '.',
        warnings: [
          ...(cap ? [] : ['There is no frequency cap: it fires each time.']),
          ...(conditions.length > 0 ? [] : [`There is no condition: it fires on every ${event.key}.`]),
          ...currencyWarnings(conditions, event),
          ...(group ? audienceWarnings(group) : []),
          ...brandWarnings(created.value, input.brand ?? group?.brand, access.value),
        ],
      }),
    );
  },
});

function capWords({ max, per }: { max: number; per: keyof typeof TIMES }): string {
  return `${max === 1 ? 'once' : `${max} times`} ${TIMES[per]}`;
}
