import { z } from 'zod';
import { REWARD_TYPES } from '#contract/entities/promotion.ts';
import type { PromotionRecord } from '#fixtures/world-data.ts';
import { badRequest, Problem } from '../problem.ts';
import { name as promotionName } from '../schema.ts';

type Status = PromotionRecord['status'];

/** What can be done to a promotion, and in which of its states. */
export interface PromotionCommand {
  readonly name: string;
  readonly body: z.ZodType;
  /** The promotion as it is afterwards; the record that was given stays as it is. */
  carryOut(promotion: PromotionRecord, body: unknown, now: string): PromotionRecord | Problem;
}

function command<Body extends z.ZodType>(
  name: string,
  body: Body,
  allowed: readonly Status[],
  change: (body: z.output<Body>, promotion: PromotionRecord) => Partial<PromotionRecord>,
): PromotionCommand {
  return {
    name,
    body,
    carryOut(promotion, given, now) {
      const { id, status } = promotion;
      if (!allowed.includes(status)) {
        const words = allowed.join(' or ');
        return new Problem(409, `The promotion ${id} is ${status}; ${name} takes one that is ${words}.`);
      }
      const parsed = body.safeParse(given);
      if (!parsed.success)
        return badRequest(
          `${name}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
        );
      return { ...promotion, ...change(parsed.data, promotion), updated_at: now };
    },
  };
}

const NONE = z.undefined();
const saysSomething = (body: object): boolean => Object.keys(body).length > 0;
const amount = z.number().min(0).nullable();
const TIER = z.strictObject({
  name: z.string().min(1).max(200),
  condition: z.string().max(1_000),
  reward: z.number().min(0),
  unit: z.string().min(1).max(50),
});

/** @see developer.optimove.com, "Managing the Promotion Lifecycle" */
export const PROMOTION_COMMANDS = {
  setMetadata: command(
    'setMetadata',
    z
      .strictObject({ name: promotionName, description: z.string().max(2_000) })
      .partial()
      .refine(saysSomething)
      .meta({ minProperties: 1 }),
    ['draft', 'active', 'deactivated'],
    ({ name, description }) => ({
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
    }),
  ),
  setProperties: command(
    'setProperties',
    z
      .strictObject({ rewardType: z.enum(REWARD_TYPES), validTo: z.iso.datetime().nullable() })
      .partial()
      .refine(saysSomething)
      .meta({ minProperties: 1 }),
    ['draft', 'deactivated'],
    ({ rewardType, validTo }) => ({
      ...(rewardType !== undefined && { reward_type: rewardType }),
      ...(validTo !== undefined && { valid_to: validTo }),
    }),
  ),
  setPromotionTiers: command(
    'setPromotionTiers',
    z.strictObject({ promotionTiers: z.array(TIER).min(1).max(50) }),
    ['draft'],
    ({ promotionTiers }) => ({ tiers: promotionTiers }),
  ),
  setRewardConstraints: command(
    'setRewardConstraints',
    z.strictObject({ perCustomer: z.int().min(1).nullable() }),
    ['draft', 'deactivated'],
    ({ perCustomer }, { limits }) => ({ limits: { ...limits, per_customer: perCustomer } }),
  ),
  setPublishingBudgets: command(
    'setPublishingBudgets',
    z.strictObject({ audienceCap: z.int().min(1).nullable(), rewardBudget: amount }),
    ['draft', 'deactivated'],
    ({ audienceCap, rewardBudget }, { limits }) => ({
      limits: { ...limits, audience_cap: audienceCap, reward_budget: rewardBudget },
    }),
  ),
  activate: command('activate', NONE, ['draft', 'deactivated'], () => ({ status: 'active' })),
  deactivate: command('deactivate', NONE, ['active'], () => ({ status: 'deactivated' })),
  archive: command('archive', NONE, ['draft', 'active', 'deactivated'], () => ({ status: 'archived' })),
} as const satisfies Record<string, PromotionCommand>;
