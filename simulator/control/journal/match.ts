import { z } from 'zod';
import { effectSchema } from '#contract/effects.ts';
import { pathPatternSchema } from '../../faults/path-pattern.ts';
import type { JournalEntry } from '../../ports.ts';
import { Problem } from '../call.ts';
import type { ControlContext } from '../call.ts';
import { unknownTenant, userNamed } from '../people.ts';
import { unknownName } from '../unknown-name.ts';

/** What an entry of the journal has to be; all that is named holds at once. */
export const matchSchema = z.strictObject({
  endpoint: z.string().optional(),
  effect: effectSchema.optional(),
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).optional(),
  path: pathPatternSchema.optional(),
  /** By email or id. */
  user: z.string().optional(),
  client: z.string().optional(),
  tenant: z.string().optional(),
  via: z.enum(['api', 'public', 'console', 'clock']).optional(),
  status: z.int().optional(),
  /** `12001` or `campaign/12001`: what the entry is about, or what it changed. */
  entity: z.string().optional(),
  /** The id that the connector gives to all requests of one tool call. */
  request_id: z.string().optional(),
});
export type Match = z.output<typeof matchSchema>;

/** One thing that is asked of an entry. */
export interface Criterion {
  field: keyof Match;
  expected: string | number;
  /** What an entry has in that place. */
  found: (entry: JournalEntry) => string | number | null;
  fits: (entry: JournalEntry) => boolean;
}

/** A match as its criteria; a name that there is not is a mistake, and never a match of nothing. */
export function criteriaOf(context: ControlContext, match: Match, place = ''): Criterion[] | Problem {
  const { world } = context;
  const problem = unknownIn(context, match, place);
  if (problem !== null) return problem;
  const user = match.user === undefined ? null : userNamed(world, match.user, `${place}user`);
  if (user instanceof Problem) return user;

  const path = match.path === undefined ? null : new URLPattern({ pathname: match.path });
  const found: Readonly<Record<keyof Match, Criterion['found']>> = {
    endpoint: (entry) => entry.endpoint,
    effect: (entry) => entry.effect,
    method: (entry) => entry.method,
    path: (entry) => entry.path,
    user: ({ user_id: id }) => (id === null ? null : (world.users.find(id)?.email ?? id)),
    client: (entry) => entry.client_id,
    tenant: (entry) => entry.tenant_id,
    via: (entry) => entry.via,
    status: (entry) => entry.status,
    entity: ({ entity }) => (entity === undefined ? null : `${entity.type}/${entity.id}`),
    request_id: (entry) => entry.mcp_request_id ?? null,
  };
  const fits: Partial<Record<keyof Match, Criterion['fits']>> = {
    path: (entry) => path?.test({ pathname: entry.path }) === true,
    user: (entry) => entry.user_id === user?.id,
    entity: ({ entity, changes = [] }) =>
      [...(entity ? [entity] : []), ...changes].some(
        ({ type, id }) => match.entity === id || match.entity === `${type}/${id}`,
      ),
  };
  return matchSchema.keyof().options.flatMap((field) => {
    const expected = match[field];
    if (expected === undefined) return [];
    const equals = (entry: JournalEntry) => found[field](entry) === expected;
    return [{ field, expected, found: found[field], fits: fits[field] ?? equals }];
  });
}

/** Whether an entry meets all criteria. */
export function meets(criteria: readonly Criterion[]): (entry: JournalEntry) => boolean {
  return (entry) => criteria.every(({ fits }) => fits(entry));
}

function unknownIn({ world, endpoints }: ControlContext, match: Match, place: string): Problem | null {
  const { endpoint, tenant, via = 'api' } = match;
  // What the console and the clock do has no list of names.
  if (endpoint !== undefined && ['api', 'public'].includes(via) && !endpoints.includes(endpoint)) {
    const seen = world.journal.read({}).entries.map((entry) => entry.endpoint);
    const known = [...new Set([...endpoints, 'unknown', ...seen])];
    if (!known.includes(endpoint)) return unknownName('endpoint', endpoint, known, `${place}endpoint`);
  }
  return tenant === undefined ? null : unknownTenant(world, tenant, `${place}tenant`);
}
