import { schemaItemSchema, type SchemaItem } from '#contract/entities/schema-item.ts';
import { listAnswerOf } from '#contract/page.ts';
import { nearest } from '../mcp/nearest.ts';
import { readOperation } from '../optimove/operation.ts';
import type { ArgumentProblem, ReadContext } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { readAll } from './read-all.ts';

const listSchema = readOperation('/tenants/:tenant/schema', listAnswerOf(schemaItemSchema));
const MOST_PAGES = 20;

/** The tenant's schema, or one kind of its items. */
export function readSchema(context: ReadContext, kind?: SchemaItem['kind']) {
  return readAll(listSchema, { kind }, context, MOST_PAGES);
}

/** The item that a word names by its key or name, whatever its case; else what to say of it. */
export function itemNamed<Item extends { key: string; name?: string }>(
  given: string,
  items: readonly Item[],
): Result<Item, Omit<ArgumentProblem, 'argument'>> {
  const wanted = given.trim().toLowerCase();
  const exact = items.find(({ key }) => key === given.trim());
  const alike = items.filter(({ key, name }) => [key, name].some((word) => word?.toLowerCase() === wanted));
  const item = exact ?? (alike.length === 1 ? alike[0] : undefined);
  if (item !== undefined) return ok(item);
  const keys = items.map(({ key }) => key);
  const meant = nearest(wanted, keys);
  return fail({
    problem: `is not in the schema of this tenant${meant === undefined ? '' : `; the nearest is ${meant}`}; optimove_search_schema has what is`,
    allowed: keys,
  });
}
