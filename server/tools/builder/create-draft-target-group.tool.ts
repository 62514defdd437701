import { z } from 'zod';
import { compileAudience } from '../../audience/compile.ts';
import { explicitAudience } from '../../audience/explicit.ts';
import { fail, ok } from '../../result.ts';
import { defineBuilderTool } from '../define.ts';
import { readVocabulary } from '../vocabulary.ts';
import { brandOf, brandWarnings, readAccess } from './access.ts';
import {
  brandParam,
  filledParam,
  idempotencyKeyParam,
  lineParam,
  nameParam,
  referenceParam,
} from './builder-params.ts';
import { draftOutput, draftOutputOf } from './draft-output.ts';
import { Findings } from './findings.ts';
import { findTargetGroup, usable } from './references.ts';
import { checkSameBrand } from './same-brand.ts';
import { segmentsIn } from './segments-in.ts';
import { listed, quoted } from './words.ts';

const MOST_CONDITIONS = 30;
const MOST_GROUPS = 10;
const MOST_EXCLUSIONS = 20;
const OPERATORS = [
  'eq',
  'ne',
  'in',
  'not_in',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'within_days',
  'not_within_days',
  'exists',
] as const;

export default defineBuilderTool({
  draft: 'target_group',
  name: 'optimove_create_draft_target_group',
  title: 'Create draft target group',
  description:
    'Creates a target group in draft from plain language; gives the resolved criteria and an estimated size, or, creating nothing, what was unclear. It stays inactive and unattached until a marketer approves it in Optimove.',
  input: z.strictObject({
    name: nameParam,
    description: filledParam(2000).describe('Who to include and exclude, in plain language.'),
    criteria: z
      .array(
        z.strictObject({
          field: lineParam(64),
          op: z.enum(OPERATORS),
          value: lineParam(1000).optional(),
          group: z
            .int()
            .min(1)
            .max(MOST_GROUPS)
            .default(1)
            .describe('ANDed within a group, groups are ORed.'),
        }),
      )
      .min(1)
      .max(MOST_CONDITIONS)
      .optional()
      .describe('Override the description.'),
    exclude_target_group_ids: z
      .array(referenceParam)
      .max(MOST_EXCLUSIONS)
      .default([])
      .describe('IDs or exact names.'),
    brand: brandParam,
    idempotency_key: idempotencyKeyParam,
  }),
  output: draftOutput,
  async run(input, context) {
    const findings = new Findings();
    const { name, description, criteria } = input;
    const [access, vocabulary] = await Promise.all([
      readAccess(context),
      readVocabulary([description, ...(criteria ?? []).map(({ value }) => value ?? '')], context),
    ]);
    if (!access.ok) return access;
    if (!vocabulary.ok) return vocabulary;

    const audience =
      criteria === undefined
        ? compileAudience(description, vocabulary.value)
        : explicitAudience(criteria, vocabulary.value);
    const exclusions = [];
    for (const [at, given] of input.exclude_target_group_ids.entries()) {
      const argument = `exclude_target_group_ids[${at}]`;
      const group = usable(findings, argument, await findTargetGroup(given, context));
      if (group !== null) exclusions.push({ ...group, argument });
    }
    const used = new Set(audience.ok ? segmentsIn(audience.value.criteria) : []);
    const segments = vocabulary.value.segments
      .filter(({ id }) => used.has(id))
      .map((segment) => ({
        ...segment,
        argument: `The segment ${quoted(segment.name)} in ${criteria ? 'criteria' : 'description'}`,
      }));
    const brand = brandOf(input.brand, access.value, findings);
    const referredTo = [...segments, ...exclusions];
    checkSameBrand(brand, referredTo, findings);
    const { ending, problems } = findings;
    if (!audience.ok)
      return fail(ending ?? { code: 'audience_unclear', phrases: audience.failure, problems });
    if (findings.any) return fail(findings.failure());

    const body = {
      name,
      brand,
      description,
      criteria: audience.value.criteria,
      exclude_target_group_ids: exclusions.map(({ id }) => id),
    };
    const created = await context.createDraft(body, input.idempotency_key);
    if (!created.ok) return created;
    const names = exclusions.map((group) => quoted(group.name));
    return ok(
      draftOutputOf(created.value, context, {
        interpretation:
          audience.value.words + (names.length > 0 ? `; without the target groups ${listed(names)}` : ''),
        warnings: [
          ...(criteria ? ['The criteria decided who belongs; the description was not read.'] : []),
          ...(created.value.estimated_size === 0 ? ['No customer belongs to it now.'] : []),
          ...brandWarnings(created.value, brand ?? referredTo[0]?.brand, access.value),
        ],
      }),
    );
  },
});
