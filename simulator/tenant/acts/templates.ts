import { z } from 'zod';
import type { TemplateRecord } from '#fixtures/world-data.ts';
import type { Acts } from './define.ts';
import { modify } from './modify.ts';
import { remove } from './remove.ts';

/** A template has no status: whatever uses it sends what it says at that moment. */
export const TEMPLATES: Acts<TemplateRecord> = {
  modify: modify({
    collection: 'templates',
    from: null,
    fields: {
      subject: z.string().max(998).exactOptional(),
      body: z.string().max(100_000).exactOptional(),
    },
    change: (_record: TemplateRecord, fields) => fields,
  }),
  delete: remove<TemplateRecord>({ from: null }),
};
