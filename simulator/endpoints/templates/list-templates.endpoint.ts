import { templateSummarySchema } from '#contract/entities/channel.ts';
import { listAnswerOf } from '#contract/page.ts';
import { LIST_QUERIES } from '#contract/queries.ts';
import type { TemplateRecord } from '#fixtures/world-data.ts';
import { among, fitsAll, holding } from '../../tenant/table-index/criterion.ts';
import { READ_PERMISSIONS } from '../../tenant/visibility.ts';
import { defineEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { consoleUrl } from '../listing/envelope.ts';
import { listAnswer } from '../listing/list-answer.ts';
import { createLister } from '../../tenant/listing/lister.ts';
import { BY_ID } from '../../tenant/listing/order.ts';

const slice = createLister<TemplateRecord>();

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/templates',
  permission: READ_PERMISSIONS.templates,
  summary: 'List templates',
  query: LIST_QUERIES.templates,
  answer: listAnswerOf(templateSummarySchema),
  handle(call, query) {
    const criteria = [
      ...among<TemplateRecord>('channel_id', query.channel_id, (template) => template.channel_id),
      ...holding<TemplateRecord>(query.query),
    ];
    return listAnswer(call, query, {
      rows: call.world.visible(call.user, call.tenant.facts.id, 'templates'),
      order: BY_ID,
      slice,
      criteria,
      matches: (template) => fitsAll(criteria, template),
      show: (template) => ({ ...template, url: consoleUrl(call, 'templates', template.id) }),
    });
  },
});
