import type { JsonSchema } from '../open-api/json-schema.ts';

/** How an answer differs from what the simulator describes. No value of the answer is in it. */
export interface Difference {
  kind: 'status' | 'type' | 'missing key' | 'unknown key' | 'unknown word' | 'form';
  /** Where, as `items[].status`; nothing for the answer as a whole. */
  at: string;
  expected: string;
  found: string;
}

type Schemas = Readonly<Record<string, JsonSchema>>;

/** Compares an answer with a schema in its structure alone: types, keys, closed vocabularies and forms of text. */
export function structuralDifferences(
  schema: JsonSchema,
  value: unknown,
  schemas: Schemas,
  at = '',
): Difference[] {
  if (schema.$ref !== undefined) {
    const target = schemas[schema.$ref.split('/').at(-1) ?? ''];
    return target === undefined ? [] : structuralDifferences(target, value, schemas, at);
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return nearest(choices, value, schemas, at);

  const types = [schema.type ?? typesOfWords(schema)].flat();
  const found = typeOf(value);
  if (
    types.length > 0 &&
    !types.some((type) => type === found || (type === 'number' && found === 'integer'))
  ) {
    return [{ kind: 'type', at, expected: types.join(' or '), found }];
  }
  const words = 'const' in schema ? [schema.const] : schema.enum;
  if (words !== undefined && !words.includes(value)) {
    return [{ kind: 'unknown word', at, expected: words.join(', '), found: 'another word' }];
  }
  if (typeof value === 'string') return formDifference(schema, value, at);
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, place) =>
      structuralDifferences(schema.prefixItems?.[place] ?? schema.items ?? {}, item, schemas, `${at}[]`),
    );
  }
  return typeof value === 'object' && value !== null ? differencesOfKeys(schema, value, schemas, at) : [];
}

/** The differences from the alternative that was likeliest meant: the one with the fewest of them, farthest within. */
function nearest(choices: readonly JsonSchema[], value: unknown, schemas: Schemas, at: string): Difference[] {
  const all = choices.map((choice) => structuralDifferences(choice, value, schemas, at));
  const fitting = all.filter((differences) =>
    differences.every((one) => one.at !== at || one.kind !== 'type'),
  );
  const types = new Set(
    all.flat().flatMap((one) => (one.kind === 'type' && one.at === at ? [one.expected] : [])),
  );
  if (fitting.length === 0)
    return [{ kind: 'type', at, expected: [...types].join(' or '), found: typeOf(value) }];
  return fitting.reduce((best, other) => (weight(other) < weight(best) ? other : best));
}

/** A wrong word says that another alternative was meant, as the `type` of a rule does. */
function weight(differences: readonly Difference[]): number {
  return differences.reduce((sum, { kind }) => sum + (kind === 'unknown word' ? 10 : 1), 0);
}

function differencesOfKeys(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  value: object,
  schemas: Schemas,
  at: string,
): Difference[] {
  const keys = new Map<string, unknown>(Object.entries(value));
  const place = (key: string) => (at === '' ? key : `${at}.${key}`);
  const missing = required
    .filter((key) => !keys.has(key))
    .map((key): Difference => ({ kind: 'missing key', at: place(key), expected: 'a key', found: 'none' }));
  const others = [...keys].flatMap(([key, part]): Difference[] => {
    const known = properties[key];
    if (known !== undefined) return structuralDifferences(known, part, schemas, place(key));
    if (typeof additionalProperties === 'object')
      return structuralDifferences(additionalProperties, part, schemas, place('*'));
    if (additionalProperties !== false) return [];
    return [{ kind: 'unknown key', at: place(nameable(key)), expected: 'none', found: typeOf(part) }];
  });
  return [...missing, ...others];
}

/** A key that is not a plain word may be data of the tenant, such as an address, and stays untold. */
function nameable(key: string): string {
  return /^[A-Za-z_][A-Za-z_]{0,63}$/.test(key) ? key : '(a key)';
}

function formDifference(
  { pattern, allOf = [], format }: JsonSchema,
  value: string,
  at: string,
): Difference[] {
  const patterns = [pattern, ...allOf.map((part) => part.pattern)].filter((text) => text !== undefined);
  return patterns.every((text) => new RegExp(text).test(value))
    ? []
    : [{ kind: 'form', at, expected: format ?? 'another form of text', found: 'text of another form' }];
}

function typesOfWords({ enum: words, ...schema }: JsonSchema): string[] {
  if ('const' in schema) return [typeOf(schema.const)];
  return [...new Set((words ?? []).map(typeOf))];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
