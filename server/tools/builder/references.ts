import { promotionSummarySchema } from '#contract/entities/promotion.ts';
import { targetGroupSummarySchema } from '#contract/entities/target-group.ts';
import type { ReadContext, ToolFailure } from '../../ports.ts';
import { ok, type Result } from '../../result.ts';
import type { Findings } from './findings.ts';
import { createFinder, type EntityKind } from '../explorer/find-entity.ts';
import type { z } from 'zod';

/** Finds what a draft refers to, by id or exact name. */
function referenceFinder<Schema extends z.ZodObject>(kind: EntityKind & { schema: Schema }) {
  const find = createFinder(kind);
  return async (given: string, context: ReadContext): Promise<Result<z.infer<Schema>, ToolFailure>> => {
    const found = await find(given, context);
    return found.ok ? ok(kind.schema.parse(found.value.item)) : found;
  };
}

export const findTargetGroup = referenceFinder({
  entity: 'target group',
  collection: 'target-groups',
  schema: targetGroupSummarySchema,
  list_tool: 'optimove_list_target_groups',
});

export const findPromotion = referenceFinder({
  entity: 'promotion',
  collection: 'promotions',
  schema: promotionSummarySchema,
  list_tool: 'optimove_list_promotions',
});

/** What was found, unless it is archived: that is gone for new work. */
export function usable<Found extends { status: string }>(
  findings: Findings,
  argument: string,
  found: Result<Found, ToolFailure>,
): Found | null {
  const entity = findings.take(argument, found);
  if (entity?.status !== 'archived') return entity;
  findings.report({ argument, problem: 'is archived; choose another one' });
  return null;
}
