import { opposite, type ConditionReader, type Meaning } from './condition.ts';
import { allowedValue } from './values.ts';
import { fieldName, membership, type Field } from './fields.ts';
import type { Lexicon, Reading, Segment } from './lexicon.ts';
import { isSegments, segmentsNamed } from './named.ts';
import type { NamePart } from './syntax.ts';

/** Longer values are words; shorter ones are codes, which count without their field in capitals only. */
const LONGEST_CODE = 3;

/** Belonging to a segment, or to what a value alone names: "in the segment “VIP”", "active", "in Germany". */
export const readMember: ConditionReader = ({ parts, lexicon }) => {
  const nots = parts.filter(({ kind }) => kind === 'not' || kind === 'no');
  const rest = parts.filter(({ kind }) => kind !== 'not' && kind !== 'no' && kind !== 'in' && kind !== 'of');
  if (nots.length > 1 || parts.length - rest.length - nots.length > 1) return [];
  const [first, second, ...more] = rest;
  if (first?.kind !== 'name' || more.length > 0) return [];
  const negative = nots.length === 1;
  if (second === undefined) {
    if (first.key === 'segment')
      return segmentsNamed(first, lexicon).map((segment) => segmentMeaning(segment, negative, true));
    return first.key === undefined ? bare(first, negative, lexicon) : [];
  }
  if (second.kind !== 'name') return [];
  const name = isSegments(first) ? second : isSegments(second) && !second.quoted ? first : undefined;
  return name === undefined
    ? []
    : segmentsNamed(name, lexicon).map((segment) => segmentMeaning(segment, negative, true));
};

function bare(part: NamePart, negative: boolean, lexicon: Lexicon): Meaning[] {
  const segments = segmentsNamed(part, lexicon).map((segment) => segmentMeaning(segment, negative, false));
  const values = (part.quoted ? quotedValues(part.text, lexicon) : part.readings).flatMap(
    (reading): [Field, string][] => {
      if (reading.kind === 'stage') return [[{ kind: 'stage' }, reading.value]];
      if (reading.kind !== 'value') return [];
      const code = reading.value.length <= LONGEST_CODE && part.text.length <= LONGEST_CODE;
      const own = part.text.toLowerCase() === reading.value.toLowerCase();
      const written =
        !code || (part.text === part.text.toUpperCase() && (part.text === reading.value || !own));
      return written ? [[{ kind: 'attribute', attribute: reading.attribute }, reading.value]] : [];
    },
  );
  return [
    ...segments,
    ...values.map(([field, value]): Meaning => ({
      criteria: membership(field, [value], negative),
      member: fieldName(field),
      list: { field, values: [value], negative, named: false },
      negative,
    })),
  ];
}

function quotedValues(text: string, { vocabulary }: Lexicon): Reading[] {
  return vocabulary.schema.flatMap((item): Reading[] => {
    if (item.kind === 'lifecycle_stage')
      return [item.name, item.key].includes(text) ? [{ kind: 'stage', value: item.name }] : [];
    const value = item.kind === 'attribute' ? allowedValue(item, text) : undefined;
    return item.kind === 'attribute' && value !== undefined
      ? [{ kind: 'value', attribute: item, value }]
      : [];
  });
}

function segmentMeaning({ id, name }: Segment, negative: boolean, named: boolean): Meaning {
  const criteria = { type: 'segment', operator: 'in', segment: { id, name } } as const;
  return {
    criteria: negative ? opposite(criteria) : criteria,
    negative,
    ...(named ? { standing: 'sentence' as const } : { member: 'segment' }),
  };
}
