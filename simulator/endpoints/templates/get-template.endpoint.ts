import { z } from 'zod';
import { templateSchema } from '#contract/entities/channel.ts';
import { itemAnswerOf } from '#contract/page.ts';
import type { TemplateRecord } from '#fixtures/world-data.ts';
import { READ_PERMISSIONS } from '../../tenant/visibility.ts';
import { defineEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { consoleUrl, envelope } from '../listing/envelope.ts';
import { createIdIndex } from '../../tenant/id-index.ts';
import { notFound } from '../refusal.ts';

const findById = createIdIndex<TemplateRecord>();

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/templates/:id',
  permission: READ_PERMISSIONS.templates,
  entity: 'template',
  summary: 'Get one of templates',
  query: z.strictObject({}),
  answer: itemAnswerOf(templateSchema),
  handle(call) {
    const rows = call.world.visible(call.user, call.tenant.facts.id, 'templates');
    const template = findById(rows, call.params['id'] ?? '');
    if (template === undefined) return notFound();
    return { ...envelope(call), item: { ...template, url: consoleUrl(call, 'templates', template.id) } };
  },
});
