import { SCHEMA_KINDS, schemaItemSchema } from '#contract/entities/schema-item.ts';
import type { SchemaItem } from '#contract/entities/schema-item.ts';
import { listAnswerOf } from '#contract/page.ts';
import { LIST_QUERIES } from '#contract/queries.ts';
import { defineEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { isEqual, matchesText } from '../listing/filters.ts';
import { listAnswer } from '../listing/list-answer.ts';
import { createLister } from '../../tenant/listing/lister.ts';
import type { Order } from '../../tenant/listing/order.ts';

const slice = createLister<SchemaItem>();

const BY_KIND_AND_KEY: Order<SchemaItem> = {
  name: 'kind',
  descending: false,
  position: ({ kind, key }) => [SCHEMA_KINDS.indexOf(kind), key],
};

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/schema',
  permission: 'schema.read',
  summary: "List what the tenant's data is made of",
  query: LIST_QUERIES.schema,
  answer: listAnswerOf(schemaItemSchema),
  handle: (call, query) =>
    listAnswer(call, query, {
      rows: call.tenant.schema,
      order: BY_KIND_AND_KEY,
      slice,
      matches: (item) => isEqual(item.kind, query.kind) && matchesText(item, query.query),
      show: (item) => item,
    }),
});
