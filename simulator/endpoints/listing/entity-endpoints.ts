import { z } from 'zod';
import { itemAnswerOf, listAnswerOf, lookupAnswerSchema } from '#contract/page.ts';
import { LIST_QUERIES, lookupQuerySchema } from '#contract/queries.ts';
import type { Collection } from '#contract/queries.ts';
import type { Collections, TenantData } from '#fixtures/world-data.ts';
import type { EntityType } from '../../tenant/entity-types.ts';
import { type Criterion, fitsAll } from '../../tenant/table-index/criterion.ts';
import { READ_PERMISSIONS } from '../../tenant/visibility.ts';
import { defineEndpoint } from '../define.ts';
import type { Endpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { notFound } from '../refusal.ts';
import { consoleUrl, envelope } from './envelope.ts';
import { commonCriteria } from './filters.ts';
import { createIdIndex } from '../../tenant/id-index.ts';
import { listAnswer } from './list-answer.ts';
import { createLister } from '../../tenant/listing/lister.ts';
import { createNameLookup } from './name-lookup.ts';
import { ENTITY_ORDERS } from '../../tenant/listing/order.ts';

type Query<Name extends Collection> = z.output<(typeof LIST_QUERIES)[Name]>;

/** What tells one entity collection from another; the rest of its list, its get and its lookup is the same for all. */
export interface EntityCollection<Name extends Collection> {
  readonly name: Name;
  readonly entity: EntityType;
  readonly summarySchema: z.ZodType;
  readonly schema: z.ZodType;
  /** The filters that only this collection has. */
  readonly criteria: (query: Query<Name>, tenant: TenantData) => readonly Criterion<Collections[Name]>[];
  /** What a get says beyond the record. */
  readonly describe?: (record: Collections[Name], tenant: TenantData) => object;
}

/** `GET …/{collection}`: a page of summaries, filtered and sorted. */
export function listEndpoint<Name extends Collection>(collection: EntityCollection<Name>): Endpoint {
  const { name } = collection;
  const slice = createLister<Collections[Name]>();
  return defineEndpoint({
    ...DESIGNED_READ,
    path: `/api/v1/tenants/:tenant/${name}`,
    permission: READ_PERMISSIONS[name],
    summary: `List ${name}`,
    query: LIST_QUERIES[name],
    answer: listAnswerOf(collection.summarySchema),
    handle(call, query: Query<Name>) {
      const rows = call.world.visible(call.user, call.tenant.facts.id, name);
      const criteria = [
        ...commonCriteria<Collections[Name]>(query),
        ...collection.criteria(query, call.tenant),
      ];
      return listAnswer<Collections[Name], object>(call, query, {
        rows,
        order: ENTITY_ORDERS[query.sort],
        slice,
        criteria,
        matches: (record) => fitsAll(criteria, record),
        show: (record) => shown(record, consoleUrl(call, name, record.id)),
      });
    },
  });
}

/** The record with its page. A list shows a part of it, so nothing is copied that may have to be worked out first. */
function shown(record: object, url: string): object {
  return Object.create(record, { url: { value: url, enumerable: true } });
}

/** `GET …/{collection}/{id}`: one entity with its whole definition. */
export function getEndpoint<Name extends Collection>(collection: EntityCollection<Name>): Endpoint {
  const { name, entity, describe } = collection;
  const findById = createIdIndex<Collections[Name]>();
  return defineEndpoint({
    ...DESIGNED_READ,
    path: `/api/v1/tenants/:tenant/${name}/:id`,
    permission: READ_PERMISSIONS[name],
    entity,
    summary: `Get one of ${name}`,
    query: z.strictObject({}),
    answer: itemAnswerOf(collection.schema),
    handle(call) {
      const rows = call.world.visible(call.user, call.tenant.facts.id, name);
      const record = findById(rows, call.params['id'] ?? '');
      if (record === undefined) return notFound();
      const item = { ...record, ...describe?.(record, call.tenant), url: consoleUrl(call, name, record.id) };
      return { ...envelope(call), item };
    },
  });
}

/** `GET …/{collection}/lookup?name=`: what bears a name, or the nearest names. */
export function lookupEndpoint<Name extends Collection>(collection: EntityCollection<Name>): Endpoint {
  const { name } = collection;
  const lookUp = createNameLookup();
  return defineEndpoint({
    ...DESIGNED_READ,
    path: `/api/v1/tenants/:tenant/${name}/lookup`,
    permission: READ_PERMISSIONS[name],
    summary: `Find ${name} by name`,
    query: lookupQuerySchema,
    answer: lookupAnswerSchema,
    handle(call, query) {
      const rows = call.world.visible(call.user, call.tenant.facts.id, name);
      return { ...envelope(call), ...lookUp(rows, query.name) };
    },
  });
}
