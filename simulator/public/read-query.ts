import type { z } from 'zod';
import { parseQuery } from '../endpoints/parse-query.ts';
import type { Refusal } from '../endpoints/refusal.ts';

/** Reads a query strictly, whatever the case of the names in it: production clients write `CampaignID` and `campaignId`. */
export function readQuery<Query extends z.ZodObject>(schema: Query, url: URL): z.output<Query> | Refusal {
  return parseQuery(schema, spelledAs(schema, url));
}

/** The same query with the names spelled as the schema has them. */
export function spelledAs(schema: z.ZodObject, url: URL): URL {
  const names = new Map(Object.keys(schema.shape).map((name) => [name.toLowerCase(), name]));
  const spelled = new URL(url);
  spelled.search = '';
  for (const [name, value] of url.searchParams) {
    spelled.searchParams.append(names.get(name.toLowerCase()) ?? name, value);
  }
  return spelled;
}
