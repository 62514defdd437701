import { z } from 'zod';
import type { Query, ReadApi } from '../../ports.ts';
import { ok } from '../../result.ts';

/** What a fake tenant holds, by the name of the collection in the path; `me` and `platform/status` have one entry. */
export interface FakeTenant {
  [collection: string]: readonly unknown[];
}

export interface FakeRead {
  path: string;
  params: Readonly<Record<string, string>>;
  query: Query;
}

const envelope = { tenant_id: 'lumenplay', time_zone: 'Europe/Malta', as_of: '2026-11-22T12:00:00.000Z' };
const basis = { currency: 'EUR', data_from: '2026-08-25' };
const DONE = {
  status: 'succeeded',
  progress: 100,
  started_at: '2026-11-22T12:00:00.000Z',
  expires_at: '2026-11-23T12:00:00.000Z',
};
const entitiesSchema = z.array(z.looseObject({ id: z.string(), name: z.string() }));

/** A tenant API in memory that pages by position and filters nothing. `reads` is what reached it. */
export function createFakeApi(tenant: FakeTenant): ReadApi & { reads: FakeRead[] } {
  const reads: FakeRead[] = [];

  function answer({ path, params, query }: FakeRead): unknown {
    reads.push({ path, params, query });
    if (path === '/me') return tenant['me']?.[0];
    if (path === '/docs/search') return { as_of: envelope.as_of, items: tenant['passages'] ?? [] };
    if (path === '/docs/:id') return one(tenant['articles'] ?? [], params['id']);
    if (path.includes('/platform/')) return platform(path.slice('/tenants/:tenant/'.length), query);
    const [collection = '', last] = path.split('/').slice(3);
    if (last === 'dashboard') return { ...envelope, item: tenant['dashboard']?.[0] };
    const items = tenant[collection] ?? [];
    if (collection === 'analytics') return { ...pageOf(items, query), ...basis, not_found: [] };
    if (collection === 'analytics-jobs')
      return { ...pageOf(tenant['analytics'] ?? [], query), ...basis, job: { ...DONE, id: params['job'] } };
    if (last === undefined) return pageOf(items, query);
    return last === 'lookup' ? lookup(items, query['name']) : one(items, params['id']);
  }

  function platform(path: string, query: Query): unknown {
    const items = tenant[path] ?? [];
    return path === 'platform/status' ? { ...envelope, item: items[0] } : pageOf(items, query);
  }

  return {
    reads,
    read: async ({ path, answer: schema }, { params = {}, query = {} }) =>
      ok(schema.parse(answer({ path, params, query }))),
    find: async ({ path, answer: schema }, { params = {}, query = {} }) => {
      const body = answer({ path, params, query });
      return ok(body === null ? null : schema.parse(body));
    },
  };
}

function pageOf(items: readonly unknown[], { limit, cursor }: Query) {
  const from = Number(cursor ?? 0);
  const to = from + Number(limit);
  const has_more = to < items.length;
  const shown = items.slice(from, to);
  const page = { returned: shown.length, total: items.length, has_more };
  return { ...envelope, items: shown, page: { ...page, ...(has_more && { next_cursor: String(to) }) } };
}

function one(items: readonly unknown[], id: unknown) {
  const at = entitiesSchema.parse(items).findIndex((entity) => entity.id === id);
  return at === -1 ? null : { ...envelope, item: items[at] };
}

function lookup(items: readonly unknown[], given: unknown) {
  const refs = entitiesSchema.parse(items).map(({ id, name }) => ({ id, name }));
  const matches = refs.filter(({ name }) => name === given).slice(0, 10);
  return { ...envelope, matches, nearest: matches.length > 0 ? [] : refs.slice(0, 5) };
}
