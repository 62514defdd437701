import { z } from 'zod';
import { itemAnswerOf } from '#contract/page.ts';
import { eventSchema } from '../../tenant/settings.ts';
import { defineEndpoint } from '../define.ts';
import { notFound } from '../refusal.ts';
import { changed, SETTING } from './setting.ts';
import { usedByTriggers } from './used-by-triggers.ts';

export default defineEndpoint({
  ...SETTING,
  method: 'DELETE',
  path: '/api/v1/tenants/:tenant/events/:key',
  example: { path: { key: 'level_up' }, after: ['put-event'] },
  summary: 'Delete an event that no trigger uses',
  query: z.strictObject({}),
  answer: itemAnswerOf(eventSchema),
  handle(call) {
    const { world, tenant, params } = call;
    const events = tenant.schema.filter((item) => item.kind === 'event');
    const event = events.find(({ key }) => key === params['key']);
    if (event === undefined) return notFound();
    const inUse = usedByTriggers(tenant, event.key, null);
    if (inUse !== null) return inUse;
    world.settings.removeEvent(tenant.facts.id, event.key);
    return changed(call, { type: 'event', id: event.key, act: 'delete' }, () => event);
  },
});
