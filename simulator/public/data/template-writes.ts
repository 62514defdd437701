import type { ChannelRecord, TemplateRecord } from '#fixtures/world-data.ts';
import type { FunctionCall } from '../define.ts';
import { apiOrigin } from './origin.ts';

interface Content {
  id: string;
  name: string;
  subject: string | null;
  body: string;
  brand?: string;
}

/** Adds a template to a channel, or changes the one of its id. */
export function putTemplate(call: FunctionCall, channel: ChannelRecord, content: Content): void {
  const { world, tenant, effects } = call;
  const before = tenant.collections.templates.find(({ id }) => id === content.id);
  const { brand, updated_at } = apiOrigin(call, content.brand ?? before?.brand);
  const record: TemplateRecord = {
    ...content,
    brand,
    channel: channel.kind,
    channel_id: channel.id,
    language: before?.language ?? tenant.facts.language,
    updated_at,
    personalization: tagsIn(`${content.subject ?? ''}\n${content.body}`),
    used_in: before?.used_in ?? [],
  };
  world.changes.put(tenant.facts.id, 'templates', record);
  recount(call, channel.id);
  effects.changed({ type: 'template', id: content.id, act: before === undefined ? 'create' : 'update' });
}

export function removeTemplate(call: FunctionCall, { id, channel_id }: TemplateRecord): void {
  const { world, tenant, effects } = call;
  world.changes.remove(tenant.facts.id, 'templates', id);
  recount(call, channel_id);
  effects.changed({ type: 'template', id, act: 'delete' });
}

/** A channel says how many templates it has. */
function recount({ world, tenant: { facts } }: FunctionCall, channelId: string): void {
  const { channels = [], templates = [] } = world.tenant(facts.id)?.collections ?? {};
  const channel = channels.find(({ id }) => id === channelId);
  const count = templates.filter(({ channel_id }) => channel_id === channelId).length;
  if (channel !== undefined && channel.template_count !== count)
    world.changes.put(facts.id, 'channels', { ...channel, template_count: count });
}

/** `[%FIRST_NAME%]` and the like, each once. */
function tagsIn(text: string): string[] {
  return [...new Set(text.match(/\[%[A-Z_]+%\]/g) ?? [])];
}
