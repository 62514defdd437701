import type { z } from 'zod';
import { idSchema } from '#contract/entities/entity.ts';
import { type Envelope, itemAnswerOf, lookupAnswerSchema } from '#contract/page.ts';
import type { Collection } from '#contract/queries.ts';
import { readOperation } from '../../optimove/operation.ts';
import type { ReadContext, ReadTool, ToolFailure } from '../../ports.ts';
import { fail, ok, type Result } from '../../result.ts';
import { neutralise } from '../../shaping/untrusted-text.ts';
import { shallowObjectOf } from '../wire-schema.ts';

/** A kind of entity: what one is called, where it lies, and its whole form. */
export interface EntityKind {
  entity: string;
  collection: Collection;
  schema: z.ZodObject;
  list_tool: ReadTool['name'];
}

export interface Found extends Envelope {
  item: Record<string, unknown>;
}

/**
 * Finds one entity by its id, or else by its exact name or key. Only digits ever become part of a route; anything else travels
 * as a query value, so that no name leads anywhere.
 */
export function createFinder({ entity, collection, schema, list_tool }: EntityKind) {
  const byId = readOperation(`/tenants/:tenant/${collection}/:id`, itemAnswerOf(shallowObjectOf(schema)));
  const byName = readOperation(`/tenants/:tenant/${collection}/lookup`, lookupAnswerSchema);

  return async function find(
    given: string,
    { api, tenant }: ReadContext,
  ): Promise<Result<Found, ToolFailure>> {
    const params = { tenant: tenant.id };
    if (idSchema.safeParse(given).success) {
      const found = await api.find(byId, { params: { ...params, id: given } });
      if (!found.ok) return found;
      if (found.value !== null) return ok(found.value);
    }

    const name = given.toWellFormed();
    const answer = await api.read(byName, { params, query: { name } });
    if (!answer.ok) return answer;
    const { nearest } = answer.value;
    const matches = answer.value.matches.length > 0 ? answer.value.matches : nearest.filter(looksLike(given));
    const [match, ...others] = matches;
    if (match === undefined) return fail({ code: 'not_found', entity, given, nearest, list_tool });
    if (others.length > 0) return fail({ code: 'ambiguous_name', entity, given, matches });

    const found = await api.find(byId, { params: { ...params, id: match.id } });
    if (!found.ok) return found;
    return found.value === null
      ? fail({ code: 'not_found', entity, given, nearest, list_tool })
      : ok(found.value);
  };
}

/** Whoever reads a name with invisible characters gets it without them, and gives it back so. */
function looksLike(given: string): (entity: { name: string }) => boolean {
  const looks = neutralise(given).trim();
  return ({ name }) => neutralise(name).trim() === looks;
}
