import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { CHANNEL_KINDS } from '#contract/entities/entity.ts';
import { COMPARISONS, type Predicate } from '#contract/entities/predicate.ts';
import type { AudienceVocabulary } from '../vocabulary.ts';
import { DEMO_TENANTS } from './demo-vocabularies.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const number = z.union([z.number(), z.tuple([z.number(), z.number()])]);
const compared = z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between']);
const texts = z.array(z.string()).min(1);

const leafSchema = z.union([
  z.tuple([
    z.literal('attribute'),
    z.string(),
    z.enum(COMPARISONS),
    z.union([scalar, z.array(scalar)]).optional(),
  ]),
  z.tuple([z.enum(['stage', 'not_stage', 'value', 'not_value'])], z.string()),
  z.tuple([z.enum(['segment', 'not_segment']), z.string()]),
  z.tuple([z.enum(['count', 'days_since']), z.string(), compared, number, z.int().optional()]),
  z.tuple([
    z.literal('amount'),
    z.enum(['sum', 'average', 'maximum']),
    z.string(),
    z.string(),
    compared,
    number,
    z.int().optional(),
  ]),
  z.tuple([
    z.literal('engaged'),
    z.enum(['did', 'did_not']),
    z.enum(['received', 'opened', 'clicked', 'converted']),
    z.int(),
    z.enum(CHANNEL_KINDS).optional(),
  ]),
]);

/** A tree as it is written by hand: its kind, and what the kind needs in a fixed order. */
type Written = z.infer<typeof leafSchema> | ['and' | 'or', ...Written[]] | ['not', Written];

const writtenSchema: z.ZodType<Written> = z.lazy(() =>
  z.union([
    leafSchema,
    z.tuple([z.enum(['and', 'or'])], writtenSchema),
    z.tuple([z.literal('not'), writtenSchema]),
  ]),
);

const entrySchema = z.strictObject({
  tenant: z.enum(DEMO_TENANTS),
  text: z.string(),
  /** Written before the grammar was, or by a stranger to it before any change that it led to; not touched since. */
  held_out: z.union([z.boolean(), z.literal('stranger')]).default(false),
  tree: writtenSchema.optional(),
  /** The phrase that is to be refused. */
  refused: z.string().optional(),
});
export type Entry = z.infer<typeof entrySchema> & { file: string };

const folder = join(import.meta.dirname, '../corpus');

/** All descriptions with what they are to be read as. */
export function corpus(): Entry[] {
  return globSync('*.json', { cwd: folder })
    .toSorted()
    .flatMap((file) =>
      z
        .array(entrySchema)
        .parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
        .map((entry) => ({ ...entry, file: basename(file, '.json') })),
    );
}

/** The tree that was written by hand, with the segments of the vocabulary. */
export function treeOf(written: Written, vocabulary: AudienceVocabulary): Predicate {
  switch (written[0]) {
    case 'and':
    case 'or': {
      const [type, ...children] = written;
      return { type, children: children.map((child) => treeOf(child, vocabulary)) };
    }
    case 'not':
      return { type: 'not', child: treeOf(written[1], vocabulary) };
    case 'attribute': {
      const [type, attribute, operator, value] = written;
      return { type, attribute, operator, ...(value !== undefined && { value }) };
    }
    case 'stage':
    case 'not_stage':
      return {
        type: 'lifecycle_stage',
        operator: written[0] === 'stage' ? 'in' : 'not_in',
        values: texts.parse(written.slice(1)),
      };
    case 'value':
    case 'not_value':
      return {
        type: 'value_segment',
        operator: written[0] === 'value' ? 'in' : 'not_in',
        values: texts.parse(written.slice(1)),
      };
    case 'segment':
    case 'not_segment': {
      const found = vocabulary.segments.find(({ key }) => key === written[1]);
      if (found === undefined) throw new Error(`There is no segment ${written[1]}.`);
      return {
        type: 'segment',
        operator: written[0] === 'segment' ? 'in' : 'not_in',
        segment: { id: found.id, name: found.name },
      };
    }
    case 'count':
    case 'days_since': {
      const [kind, event, operator, value, days] = written;
      return {
        type: 'event',
        event,
        measure: kind === 'count' ? 'count' : 'days_since_last',
        operator,
        value,
        ...(days !== undefined && { window_days: days }),
      };
    }
    case 'amount': {
      const [, measure, event, property, operator, value, days] = written;
      return {
        type: 'event',
        event,
        measure,
        property,
        operator,
        value,
        ...(days !== undefined && { window_days: days }),
      };
    }
    case 'engaged': {
      const [, operator, action, window_days, channel] = written;
      return { type: 'engagement', operator, action, window_days, ...(channel !== undefined && { channel }) };
    }
  }
}
