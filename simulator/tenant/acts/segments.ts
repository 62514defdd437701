import { z } from 'zod';
import type { SegmentRecord } from '#fixtures/world-data.ts';
import type { Acts } from './define.ts';
import { modify } from './modify.ts';
import { remove } from './remove.ts';

/** A segment has no status: it is there, or it is not. */
export const SEGMENTS: Acts<SegmentRecord> = {
  modify: modify({
    collection: 'segments',
    from: null,
    fields: { description: z.string().max(2000).exactOptional() },
    change: (_record: SegmentRecord, fields) => fields,
  }),
  delete: remove<SegmentRecord>({ from: null }),
};
