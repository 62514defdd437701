import { z } from 'zod';
import { API_KEYS } from '#fixtures/api-keys.ts';
import { PRESETS } from '../faults/presets.ts';
import { faultRuleSchema } from '../faults/rules.ts';
import type { FaultRule } from '../faults/rules.ts';
import { Problem, defineCall, problemOf } from './call.ts';
import type { ControlContext } from './call.ts';
import { userName } from '../tenant/accounts.ts';
import { userNamed } from './people.ts';
import { unknownName } from './unknown-name.ts';

const MOST_RULES = 100;

const presetSchema = z.strictObject({ preset: z.string() });
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
    z.array(z.unknown()).max(MOST_RULES),
  ),
  handle(context, given) {
    const rules: FaultRule[] = [];
    for (const [at, one] of given.entries()) {
      const meant = namesPreset(one) ? presetRules(one, at) : checkedRule(context, one, at);
      if (meant instanceof Problem) return meant;
      rules.push(...meant);
    }
    const { faults } = context.world;
    faults.set(rules);
    return faults.rules;
  },
});

function namesPreset(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'preset' in given;
}

function presetRules(given: unknown, at: number): readonly FaultRule[] | Problem {
  const named = parsed(presetSchema, given, at);
  if (named instanceof Problem) return named;
  const preset = PRESETS.find(({ name }) => name === named.preset);
  const names = PRESETS.map(({ name }) => name);
  return preset?.rules ?? unknownName('preset', named.preset, names, `[${at}].preset`);
}

/** A rule that could never match is a mistake. */
function checkedRule(
  { world, endpoints }: ControlContext,
  given: unknown,
  at: number,
): readonly FaultRule[] | Problem {
  const rule = parsed(faultRuleSchema, given, at);
  if (rule instanceof Problem) return rule;
  const { endpoint, user } = rule.match;
  if (endpoint !== undefined && !endpoints.includes(endpoint))
    return unknownName('endpoint', endpoint, endpoints, `[${at}].match.endpoint`);
  const isKey = API_KEYS.some(({ nickname }) => nickname === user);
  const named = user === undefined || isKey ? null : userNamed(world, user, `[${at}].match.user`);
  if (named instanceof Problem) return named;
  return user === undefined
    ? [rule]
    : [{ ...rule, match: { ...rule.match, user: userName(world.name, user) } }];
}

function parsed<Value>(schema: z.ZodType<Value>, given: unknown, at: number): Value | Problem {
  const result = schema.safeParse(given, { reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue === undefined) throw result.error;
  return problemOf(issue, schema, [at]);
}
