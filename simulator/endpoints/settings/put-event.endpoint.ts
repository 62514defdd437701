import { z } from 'zod';
import { itemAnswerOf } from '#contract/page.ts';
import { eventSchema } from '../../tenant/settings.ts';
import { defineWriteEndpoint } from '../define.ts';
import { invalidBody } from '../refusal.ts';
import { changed, SETTING } from './setting.ts';
import { usedByTriggers } from './used-by-triggers.ts';

const KEY = /^[a-z][a-z0-9_]{0,63}$/;
const MOST_PROPERTIES = 50;
const { name, description, properties } = eventSchema.shape;

export default defineWriteEndpoint({
  ...SETTING,
  method: 'PUT',
  path: '/api/v1/tenants/:tenant/events/:key',
  example: { path: { key: 'level_up' }, body: { name: 'Level up' } },
  summary: 'Define an event that customers may cause, or change one',
  body: z.strictObject({
    name: name.min(1).max(120),
    description: description.max(500).default(''),
    properties: properties.max(MOST_PROPERTIES).default([]),
  }),
  answer: itemAnswerOf(eventSchema),
  handle(call, body) {
    const { world, tenant, params } = call;
    const key = params['key'] ?? '';
    if (!KEY.test(key)) {
      return invalidBody([
        { parameter: 'key', problem: 'must be a word in snake_case, such as first_deposit' },
      ]);
    }
    const event = { ...body, kind: 'event' as const, key };
    const inUse = usedByTriggers(tenant, key, event.properties);
    if (inUse !== null) return inUse;
    const isNew = !tenant.schema.some((item) => item.kind === 'event' && item.key === key);
    world.settings.putEvent(tenant.facts.id, event);
    return changed(call, { type: 'event', id: key, act: isNew ? 'define' : 'redefine' }, () => event);
  },
});
