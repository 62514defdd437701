import { z } from 'zod';
import type { ChannelRecord, TemplateRecord, TenantData } from '#fixtures/world-data.ts';
import { noSuch } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { name } from '../schema.ts';

/** What a mail template is made of. */
export const MAIL_TEMPLATE = {
  TemplateName: name,
  Subject: z.string().max(500),
  TemplateContent: z.string().min(1).max(100_000),
};

export function mailChannel({ collections }: TenantData): ChannelRecord | Problem {
  return collections.channels.find(({ kind }) => kind === 'email') ?? noSuch('channel', 'e-mail');
}

export function mailTemplates({ collections }: TenantData): TemplateRecord[] {
  return collections.templates.filter(({ channel }) => channel === 'email');
}

export function mailTemplateOf(tenant: TenantData, id: number): TemplateRecord | Problem {
  return mailTemplates(tenant).find((one) => one.id === String(id)) ?? noSuch('mail template', String(id));
}
