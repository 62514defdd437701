import { z } from 'zod';
import { PRESETS } from '../faults/presets.ts';
import { faultRuleSchema } from '../faults/rules.ts';
import type { FaultRule } from '../faults/rules.ts';
import { Problem, defineCall } from './call.ts';
import type { ControlContext } from './call.ts';
import { userName } from '../tenant/accounts.ts';
import { userNamed } from './people.ts';
import { unknownName } from './unknown-name.ts';

const MOST_RULES = 100;

const presetSchema = z.strictObject({ preset: z.string() });
type Given = FaultRule | z.output<typeof presetSchema>;

/** A rule or the name of a preset, each judged as what it was meant to be. */
const givenSchema = z.unknown().transform((given, context): Given => {
  const schema: z.ZodType<Given> = namesPreset(given) ? presetSchema : faultRuleSchema;
  const parsed = schema.safeParse(given, { reportInput: true });
  if (parsed.success) return parsed.data;
  // Zod takes the issues that it gave; their types alone differ.
  context.issues.push(...(parsed.error.issues as z.core.$ZodRawIssue[]));
  return z.NEVER;
});

export const readFaults = defineCall({
  method: 'GET',
  path: '/faults',
  input: z.strictObject({}),
  handle: ({ world: { faults } }) => faults.rules,
});

/** The faults that go by a name. */
export const readPresets = defineCall({
  method: 'GET',
  path: '/faults/presets',
  input: z.strictObject({}),
  handle: () => ({ presets: PRESETS }),
});

/** Puts these rules, and those of these presets, in the place of all that are set, and begins to count anew. */
export const setFaults = defineCall({
  method: 'PUT',
  path: '/faults',
  input: z.preprocess(
    (given) => (namesPreset(given) ? [given] : given),
    z.array(givenSchema).max(MOST_RULES),
  ),
  handle(context, given) {
    const rules: FaultRule[] = [];
    for (const [at, one] of given.entries()) {
      const meant = rulesOf(context, one, at);
      if (meant instanceof Problem) return meant;
      rules.push(...meant);
    }
    const { faults } = context.world;
    faults.set(rules);
    return faults.rules;
  },
});

/** What was given, as rules; one that could never match is a mistake. */
function rulesOf(
  { world, endpoints }: ControlContext,
  given: Given,
  at: number,
): readonly FaultRule[] | Problem {
  if ('preset' in given) {
    const names = PRESETS.map(({ name }) => name);
    const preset = PRESETS.find(({ name }) => name === given.preset);
    return preset?.rules ?? unknownName('preset', given.preset, names, `[${at}].preset`);
  }
  const { endpoint, user } = given.match;
  if (endpoint !== undefined && !endpoints.includes(endpoint))
    return unknownName('endpoint', endpoint, endpoints, `[${at}].match.endpoint`);
  const named = user === undefined ? null : userNamed(world, user, `[${at}].match.user`);
  if (named instanceof Problem) return named;
  if (user === undefined) return [given];
  return [{ ...given, match: { ...given.match, user: userName(world.name, user) } }];
}

function namesPreset(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'preset' in given;
}
