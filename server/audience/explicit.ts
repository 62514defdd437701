import type { Predicate } from '#contract/entities/predicate.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Compiled, Unresolved } from './compiled.ts';
import { quoted } from './characters.ts';
import { readDescription } from './compile.ts';
import { unknownWord, unresolved } from './interpret.ts';
import { lexiconOf, type Attribute, type Lexicon } from './lexicon.ts';
import { normalForm } from './normal-form.ts';
import { numberWords } from './numbers.ts';
import type { AudienceVocabulary } from './vocabulary.ts';
import { audienceWords } from './words.ts';

/**
 * A row of the explicit criteria. `field` is an attribute, `lifecycle_stage` or `segment`; `value` holds the ends of a range, and the
 * values of a list, with a comma between them, and for `exists` it may be `false`.
 */
export interface ExplicitRow {
  readonly field: string;
  readonly op:
    | 'eq'
    | 'ne'
    | 'in'
    | 'not_in'
    | 'gt'
    | 'gte'
    | 'lt'
    | 'lte'
    | 'between'
    | 'within_days'
    | 'not_within_days'
    | 'exists';
  readonly value?: string | undefined;
  /** Rows of one group are ANDed, groups are ORed; 1 by default. */
  readonly group?: number | undefined;
}

/** Fields that are no attribute. */
const STAGE = 'lifecycle_stage';
const SEGMENT = 'segment';

/**
 * Reads explicit criteria by the types of the schema. Each row is said in words and read like a description, so that both ways
 * mean the same; only its field and its values are quoted.
 */
export function explicitAudience(
  rows: readonly ExplicitRow[],
  vocabulary: AudienceVocabulary,
): Result<Compiled, readonly Unresolved[]> {
  const lexicon = lexiconOf(vocabulary);
  const failures: Unresolved[] = [];
  const groups = new Map<number, Predicate[]>();
  for (const row of rows) {
    const read = rule(row, vocabulary, lexicon);
    const group = row.group ?? 1;
    if (read.ok) groups.set(group, [...(groups.get(group) ?? []), read.value]);
    else failures.push(...read.failure);
  }
  if (rows.length === 0)
    failures.push(
      unresolved('criteria', { why: 'There is no row.', say: '{"field":"country","op":"eq","value":"DE"}' }),
    );
  if (failures.length > 0) return fail(failures);
  const children = [...groups.values()].map((all): Predicate => ({ type: 'and', children: all }));
  const criteria = normalForm({ type: 'or', children });
  return ok({ criteria, words: audienceWords(criteria, vocabulary) });
}

function rule(
  row: ExplicitRow,
  vocabulary: AudienceVocabulary,
  lexicon: Lexicon,
): Result<Predicate, readonly Unresolved[]> {
  const said = rowWords(row, vocabulary);
  if (said === undefined) return fail([unknownWord(row.field, lexicon)]);
  if ('why' in said) return fail([unresolved(`${row.field} ${row.op} ${row.value ?? ''}`.trim(), said)]);
  return readDescription(said.words, vocabulary);
}

type Words = { readonly words: string } | { readonly why: string; readonly say: string };

function rowWords(row: ExplicitRow, { schema, segments }: AudienceVocabulary): Words | undefined {
  const { field, op, value = '' } = row;
  const list = value.split(',').map((one) => one.trim());
  const none = op === 'ne' || op === 'not_in';
  const several = op === 'in' || op === 'not_in';
  if (op !== 'exists' && value.trim() === '')
    return {
      why: 'This operator needs a value.',
      say: `{"field":${JSON.stringify(field)},"op":"eq","value":"…"}`,
    };
  if (field === SEGMENT || field === STAGE) {
    const membership = several || op === 'eq' || op === 'ne';
    if (!membership)
      return {
        why: `A ${field.replace('_', ' ')} takes eq, ne, in and not_in.`,
        say: `{"field":"${field}","op":"in","value":"…"}`,
      };
    if (field === STAGE)
      return {
        words: `lifecycle stage is ${none ? 'none' : 'one'} of ${(several ? list : [value]).map(quoted).join(', ')}`,
      };
    const known = (one: string): string =>
      segments.some(({ key }) => key === one)
        ? `the segment with key ${quoted(one)}`
        : `the segment ${quoted(one)}`;
    return {
      words: (several ? list : [value])
        .map((one) => `${none ? 'not in' : 'in'} ${known(one)}`)
        .join(none ? ' and ' : ' or '),
    };
  }
  const attributes = schema.filter((item) => item.kind === 'attribute');
  const folded = field.toLowerCase();
  const byKey = attributes.find(({ key }) => key === field);
  const [attribute, ...others] =
    byKey === undefined
      ? attributes.filter(({ name, aliases }) =>
          [name, ...aliases].some((one) => one.toLowerCase() === folded),
        )
      : [byKey];
  if (attribute === undefined) return undefined;
  if (others.length > 0)
    return {
      why: 'Several attributes go by this name; use the key.',
      say: `{"field":"${attribute.key}","op":"${op}"}`,
    };
  return attributeWords(attribute, op, several || op === 'between' ? list : [value.trim()]);
}

function attributeWords(attribute: Attribute, op: ExplicitRow['op'], values: readonly string[]): Words {
  const name = attribute.key === 'value_segment' ? 'value segment' : `attribute key ${quoted(attribute.key)}`;
  const texts = values.map((value) => scalarWords(attribute, value));
  if (texts.includes(undefined) && op !== 'exists' && !op.endsWith('within_days')) {
    return {
      why: `“${attribute.name}” is a ${attribute.value_type}.`,
      say: `{"field":"${attribute.key}","op":"eq","value":"…"}`,
    };
  }
  const [one = '', other = ''] = texts.map((text) => text ?? '');
  const days = attribute.value_type === 'date';
  switch (op) {
    case 'eq':
    case 'in':
      return { words: `${name} is one of ${texts.join(', ')}` };
    case 'ne':
    case 'not_in':
      return { words: `${name} is none of ${texts.join(', ')}` };
    case 'gt':
      return { words: `${name} is ${days ? 'after' : 'more than'} ${one}` };
    case 'gte':
      return { words: `${name} is ${days ? 'on or after' : 'at least'} ${one}` };
    case 'lt':
      return { words: `${name} is ${days ? 'before' : 'less than'} ${one}` };
    case 'lte':
      return { words: `${name} is ${days ? 'on or before' : 'at most'} ${one}` };
    case 'between':
      return values.length === 2
        ? { words: `${name} is between ${one} and ${other}` }
        : { why: 'A range has two ends, with a comma between them.', say: '"18, 25"' };
    case 'within_days':
    case 'not_within_days': {
      const count = values[0] ?? '';
      const whole = /^\d{1,5}$/.test(count);
      return whole
        ? { words: `${name} is ${op === 'within_days' ? '' : 'not '}within the last ${count} days` }
        : { why: 'The value is a whole number of days.', say: '"30"' };
    }
    case 'exists':
      return values[0] === 'false' ? { words: `${name} is not known` } : { words: `${name} is known` };
  }
}

/** A value as the type of the attribute is written in words; undefined when it is none of that type. */
function scalarWords({ value_type }: Attribute, value: string): string | undefined {
  switch (value_type) {
    case 'string':
      return quoted(value);
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(value) ? numberWords(Number(value)) : undefined;
    case 'boolean':
      return value === 'true' || value === 'false' ? value : undefined;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
  }
}
