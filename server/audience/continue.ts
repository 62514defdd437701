import type { Node } from './assemble.ts';
import { opposite, type Meaning } from './condition.ts';
import { fieldName, fieldValue, isWhy, membership, type Field, type Scalar, type Why } from './fields.ts';
import { meaningOf } from './interpret.ts';
import type { Predicate } from '#contract/entities/predicate.ts';
import type { Lexicon } from './lexicon.ts';
import { readingsOf } from './named.ts';
import { amountMeaning } from './read-attribute.ts';
import type { Join, Part, ValuePart } from './syntax.ts';

/** A condition that goes on after a comma or a connective: "Germany" and "or Austria", "over 18" and "but under 65". */
export function continued(
  last: Node,
  join: Join,
  parts: readonly Part[],
  lexicon: Lexicon,
  text: string,
): Node | Why | undefined {
  if (last.bracket || !['and', 'or', 'comma'].includes(join.kind)) return undefined;
  const engaged = engagedOn(last, join, parts);
  if (engaged !== undefined) return engaged;
  const [part, ...more] = parts;
  if (part === undefined || more.length > 0) return undefined;
  const { number, list, negative } = last.meaning;
  if (number !== undefined && part.kind === 'amount' && !negative) {
    const meaning = amountMeaning(number, part, false, false);
    if (isWhy(meaning)) return meaning;
    const { criteria } = last.meaning;
    if (join.kind === 'comma')
      return {
        why: 'A comma before a number leaves open whether both comparisons are meant.',
        say: 'at least 18 and less than 65',
      };
    const type = join.kind === 'or' ? 'or' : 'and';
    const ranges = part.to_value !== undefined || JSON.stringify(criteria).includes('"between"');
    if (type === 'and' && ranges)
      return {
        why: 'A number lies in one range; “and” may stand for “or”.',
        say: 'age is 18 to 25 or 30 to 40',
      };
    return {
      ...last,
      meaning: {
        criteria: { type, children: [criteria, meaning.criteria] },
        negative: false,
        opposite: opposite({ type, children: [criteria, meaning.criteria] }),
      },
    };
  }
  if (list === undefined) return undefined;
  const value = valueOf(list, part, lexicon, text);
  return value === undefined || isWhy(value) ? value : longer(last, list, join, value);
}

/** "Opened an email in the last 14 days but did not click": the same messages, in the same days. */
function engagedOn(last: Node, join: Join, [denial, verb, ...more]: readonly Part[]): Node | undefined {
  const { criteria, negative, leading } = last.meaning;
  if (criteria.type !== 'engagement' || negative || leading === true || join.kind !== 'and') return undefined;
  if (last.without || !['none', 'link'].includes(last.join.kind)) return undefined;
  if (denial?.kind !== 'not' || verb?.kind !== 'name' || more.length > 0) return undefined;
  const [reading] = readingsOf(verb, 'engagement');
  if (reading?.action !== 'opened' && reading?.action !== 'clicked') return undefined;
  if (reading.action === criteria.action) return undefined;
  const undone: Predicate = { ...criteria, action: reading.action, operator: 'did_not' };
  return {
    ...last,
    listed: 'and',
    meaning: {
      criteria: { type: 'and', children: [criteria, undone] },
      negative: true,
      standing: 'verb',
      when: 'window',
    },
  };
}

type List = NonNullable<Meaning['list']>;

function valueOf(
  { field, named }: List,
  part: Part,
  lexicon: Lexicon,
  text: string,
): Scalar | Why | undefined {
  if (part.kind !== 'name' && part.kind !== 'amount' && part.kind !== 'truth' && part.kind !== 'days')
    return undefined;
  if (named) return namedValue(field, part, lexicon, text);
  const read = meaningOf([part], lexicon, text);
  const own = read.ok ? read.value.list : undefined;
  return own !== undefined && sameField(own.field, field) ? own.values[0] : undefined;
}

/** After a named field, a value of it is one, whatever else it could be; free text must be a word of no other meaning. */
function namedValue(field: Field, part: ValuePart, lexicon: Lexicon, text: string): Scalar | Why | undefined {
  const value = fieldValue(field, part, lexicon, text);
  if (!isWhy(value)) return value;
  const free =
    field.kind === 'attribute' &&
    field.attribute.value_type === 'string' &&
    field.attribute.allowed_values === undefined;
  const unknown = part.kind === 'name' && !part.quoted && part.readings.length === 0;
  return free || unknown ? value : undefined;
}

function sameField(one: Field, other: Field): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function longer(last: Node, list: List, join: Join, value: Scalar): Node | Why {
  const { field, values, negative } = list;
  const all = [...values, value];
  const say = `${fieldName(field)} is one of ${all.map((one) => `“${String(one)}”`).join(', ')}`;
  const none = say.replace('is one of', 'is none of');
  const denied = last.meaning.list?.explicit === true;
  const excluded = last.without || last.join.kind === 'except';
  if (excluded && last.listed !== undefined && last.listed !== 'comma')
    return { why: 'The list goes on after its last word.', candidates: [none], say: none };
  if (!list.named && join.kind === 'or' && ['and', 'comma'].includes(last.join.kind)) {
    return {
      why: '“And” and “or” are mixed without brackets.',
      candidates: [`… and ${say}`],
      say: `… and ${say}`,
    };
  }
  if (negative && !denied)
    return { why: 'It is not clear whether the negation is for all of them.', candidates: [none], say: none };
  if (join.kind === 'and' && !denied && !excluded)
    return { why: 'No customer has two of these at once.', candidates: [say], say };
  if (last.listed === 'or' && join.kind === 'comma')
    return { why: 'The list goes on after its last “or”.', candidates: [say], say };
  return {
    ...last,
    listed: join.kind === 'comma' ? 'comma' : 'or',
    meaning: { ...last.meaning, criteria: membership(field, all, negative), list: { ...list, values: all } },
  };
}
