import type { Predicate } from '#contract/entities/predicate.ts';
import type { Field, Scalar, Why } from './fields.ts';
import type { Attribute, Lexicon } from './lexicon.ts';
import type { Part } from './syntax.ts';

type Leaf = Extract<Predicate, { type: 'attribute' }>;

/** "Do not have no" says either, by who says it. */
export const TWO_NEGATIONS: Why = { why: 'Two negations are hard to follow.' };

/** What one condition means, and what its neighbours must know of it. */
export interface Meaning {
  readonly criteria: Predicate;
  /** It can go on as a list: "Germany" before "or Austria". `field` says that the field was named. */
  readonly list?: {
    readonly field: Field;
    readonly values: readonly Scalar[];
    readonly negative: boolean;
    readonly named: boolean;
    /** Said with "none of", so that a further value is one more of these. */
    readonly explicit?: boolean;
  };
  /** What a lone name belongs to: nobody is in two values of one field, and “both segments” may mean either. */
  readonly member?: string;
  /** It can go on with a further comparison: "over 18" before "but under 65". */
  readonly number?: Attribute;
  readonly negative: boolean;
  /** The opposite, where it is not `opposite(criteria)`. */
  readonly opposite?: Predicate;
  /** Whether it has a subject of its own, only a verb, or neither: how far a negation before it may reach. */
  readonly standing?: 'sentence' | 'verb';
  /** Something that happened: in a window, at any time, or without a word on when. */
  readonly when?: 'window' | 'ever' | 'unsaid';
  /** Its window stands in front, and may have been meant for what follows too. */
  readonly leading?: boolean;
  /** The negation is one of "have not" and "never", that reaches over "or". */
  readonly reaching?: boolean;
}

/** What a reader of conditions is given: the parts without "is", whether there was one, and the whole text. */
export interface Given {
  readonly parts: readonly Part[];
  readonly is: boolean;
  readonly lexicon: Lexicon;
  readonly text: string;
}

/** All meanings that a reader finds; none when the condition is not of its kind; or why it cannot be. */
export type ConditionReader = (given: Given) => readonly (Meaning | Why)[];

/** The opposite of a rule: another operator where there is one, or else `not`. */
export function opposite(criteria: Predicate): Predicate {
  switch (criteria.type) {
    case 'lifecycle_stage':
    case 'value_segment':
    case 'segment':
      return { ...criteria, operator: criteria.operator === 'in' ? 'not_in' : 'in' };
    case 'engagement':
      return { ...criteria, operator: criteria.operator === 'did' ? 'did_not' : 'did' };
    case 'attribute': {
      const operator = OPPOSITES[criteria.operator];
      return operator === undefined ? { type: 'not', child: criteria } : { ...criteria, operator };
    }
    case 'event':
      return criteria.operator === 'eq' || criteria.operator === 'ne'
        ? { ...criteria, operator: criteria.operator === 'eq' ? 'ne' : 'eq' }
        : { type: 'not', child: criteria };
    case 'not':
      return criteria.child;
    case 'and':
    case 'or':
      return { type: 'not', child: criteria };
  }
}

const OPPOSITES: Readonly<Partial<Record<Leaf['operator'], Leaf['operator']>>> = {
  eq: 'ne',
  ne: 'eq',
  in: 'not_in',
  not_in: 'in',
  exists: 'not_exists',
  not_exists: 'exists',
  within_days: 'not_within_days',
  not_within_days: 'within_days',
};

export function only<Value>(values: readonly Value[]): Value | undefined {
  return values.length === 1 ? values[0] : undefined;
}

/** A meaning that has a subject of its own. */
export function standing(criteria: Predicate, negative: boolean): Meaning {
  return { criteria, negative, standing: 'sentence' };
}
