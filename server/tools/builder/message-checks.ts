import type { Channel, TemplateSummary } from '#contract/entities/channel.ts';
import type { ChannelKind } from '#contract/entities/entity.ts';
import type { PromotionSummary } from '#contract/entities/promotion.ts';
import type { TargetGroupSummary } from '#contract/entities/target-group.ts';
import type { Tenant } from '#contract/entities/tenant.ts';
import type { ReadContext, ToolFailure } from '../../ports.ts';
import type { Result } from '../../result.ts';
import { findTemplate } from './find-template.ts';
import type { Findings } from './findings.ts';
import { findPromotion, usable } from './references.ts';
import { quoted } from './words.ts';

/** What one message of a draft is made of, by id or name. */
export interface MessageArguments {
  channel: ChannelKind;
  template_id: string | undefined;
  promotion_id: string | undefined;
}

export interface Message {
  template: TemplateSummary | null;
  promotion: PromotionSummary | null;
}

/** Where the messages of one draft find what they are made of. */
export interface MessageFinders {
  template: (given: string, channel: ChannelKind) => Promise<Result<TemplateSummary, ToolFailure>>;
  promotion: (given: string) => Promise<Result<PromotionSummary, ToolFailure>>;
}

/** Each template and each promotion is asked for once, however many messages have it: the API counts the calls of a user. */
export function createMessageFinders(brand: string | undefined, context: ReadContext): MessageFinders {
  return {
    template: once((given, channel) => findTemplate(given, { channel, brand }, context)),
    promotion: once((given) => findPromotion(given, context)),
  };
}

function once<Given extends string[], Found>(
  find: (...given: Given) => Promise<Found>,
): (...given: Given) => Promise<Found> {
  const asked = new Map<string, Promise<Found>>();
  return (...given) => {
    const key = JSON.stringify(given);
    const found = asked.get(key) ?? find(...given);
    asked.set(key, found);
    return found;
  };
}

/**
 * Finds template and promotion of a message, and holds them against channel and brand.
 *
 * @param place what comes before the names of the arguments, such as `steps[1].`
 */
export async function checkMessage(
  { channel, template_id, promotion_id }: MessageArguments,
  { brand, place }: { brand: string | undefined; place: string },
  find: MessageFinders,
  findings: Findings,
): Promise<Message> {
  const [template, promotion] = await Promise.all([
    template_id === undefined
      ? null
      : find.template(template_id, channel).then((found) => findings.take(`${place}template_id`, found)),
    promotion_id === undefined
      ? null
      : find.promotion(promotion_id).then((found) => usable(findings, `${place}promotion_id`, found)),
  ]);
  if (template !== null && template.channel !== channel) {
    findings.report({
      argument: `${place}template_id`,
      problem: `is a template of the channel ${template.channel}, not of ${channel}`,
    });
  }
  for (const [argument, found] of [
    ['template_id', template],
    ['promotion_id', promotion],
  ] as const) {
    if (found !== null && brand !== undefined && found.brand !== brand) {
      const problem = `belongs to the brand ${found.brand}, and the target group to ${brand}`;
      findings.report({ argument: `${place}${argument}`, problem });
    }
  }
  return { template, promotion };
}

/** Reports channels that the tenant does not have. */
export function checkChannel(
  kind: ChannelKind,
  channels: readonly Channel[],
  argument: string,
  findings: Findings,
): void {
  if (channels.some((channel) => channel.kind === kind)) return;
  const allowed = [...new Set(channels.map((channel) => channel.kind))];
  findings.report({ argument, problem: 'is a channel that this tenant does not have', allowed });
}

/** What a marketer should know of the channel, the template and the promotion of a message before it goes out. */
export function messageWarnings(
  { template, promotion }: Message,
  kind: ChannelKind,
  { channels, tenant, now }: { channels: readonly Channel[]; tenant: Tenant; now: Date },
): string[] {
  const ofKind = channels.filter((channel) => channel.kind === kind);
  const state = ofKind.some(({ status }) => status === 'active') ? undefined : ofKind[0]?.status;
  return [
    ...(state === undefined ? [] : [`The channel ${kind} is ${state}.`]),
    ...(template !== null && template.language !== tenant.language
      ? [
          `The template ${quoted(template.name)} is in the language ${template.language}; the tenant's is ${tenant.language}.`,
        ]
      : []),
    ...(promotion === null ? [] : promotionWarnings(promotion, now.toISOString())),
  ];
}

function promotionWarnings({ name, status, valid_to }: PromotionSummary, now: string): string[] {
  if (valid_to !== null && valid_to <= now) return [`The promotion ${quoted(name)} expired on ${valid_to}.`];
  return status === 'active' ? [] : [`The promotion ${quoted(name)} is ${status}.`];
}

/** What a marketer should know of the audience of a draft. */
export function audienceWarnings({ name, status, size }: TargetGroupSummary): string[] {
  return [
    ...(status === 'active' ? [] : [`The target group ${quoted(name)} is ${status}.`]),
    ...(size > 0 ? [] : [`The target group ${quoted(name)} has no customers.`]),
  ];
}
