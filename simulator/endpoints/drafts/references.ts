import type { ChannelKind } from '#contract/entities/entity.ts';
import type { PromotionRecord, TargetGroupRecord, TemplateRecord } from '#fixtures/world-data.ts';
import type { Desk } from './desk.ts';

/** A target group that a draft may be made for: one that was put away is gone for new work. */
export function findTargetGroup(desk: Desk, id: string, parameter: string): TargetGroupRecord | undefined {
  const group = desk.find('target-groups', id, parameter);
  if (group?.status === 'archived') desk.complain(parameter, 'is archived; choose another target group');
  return group;
}

/** `at` is where in the body the fields stand, with a dot at its end unless it is the body itself. */
export function findTemplate(
  desk: Desk,
  { template_id: id, channel }: { template_id?: string | undefined; channel?: ChannelKind | undefined },
  brand: string,
  at: string,
): TemplateRecord | undefined {
  if (id === undefined) return undefined;
  const parameter = `${at}template_id`;
  const template = desk.find('templates', id, parameter);
  desk.sameBrand(brand, template, parameter);
  if (template !== undefined && channel !== undefined && template.channel !== channel) {
    desk.complain(parameter, `is for the channel ${template.channel}, while the message goes by ${channel}`);
  }
  return template;
}

export function findPromotion(
  desk: Desk,
  { promotion_id: id }: { promotion_id?: string | undefined },
  brand: string,
  at: string,
): PromotionRecord | undefined {
  if (id === undefined) return undefined;
  const parameter = `${at}promotion_id`;
  const promotion = desk.find('promotions', id, parameter);
  desk.sameBrand(brand, promotion, parameter);
  if (promotion?.status === 'archived') desk.complain(parameter, 'is archived; choose another promotion');
  return promotion;
}
