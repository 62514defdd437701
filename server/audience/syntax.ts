import type { Reading } from './lexicon.ts';

/** Where a part stands in the description; `to` is the offset after its last character. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

export type Comparison = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';

export interface NamePart extends Place {
  readonly kind: 'name';
  readonly text: string;
  readonly quoted: boolean;
  readonly readings: readonly Reading[];
  /** The quotation is the key of an attribute, event or segment, not a name. */
  readonly key?: 'attribute' | 'event' | 'segment';
}

export interface AmountPart extends Place {
  readonly kind: 'amount';
  readonly operator?: Comparison;
  readonly value: number;
  /** The upper end of a range. */
  readonly to_value?: number;
  /** Days in a unit: 7 for weeks. */
  readonly weight: number;
  readonly grouped: boolean;
  /** Its last number is written with a "k". */
  readonly thousands: boolean;
  readonly currency?: string;
  readonly percent: boolean;
  readonly unit?: 'times' | 'days' | 'unclear';
  readonly ago: boolean;
}

export interface DaysPart extends Place {
  readonly kind: 'days';
  readonly operator?: Comparison;
  /** First and last day of what is named, or of the range. */
  readonly first: string;
  readonly last: string;
  readonly range: boolean;
}

export interface WindowPart extends Place {
  readonly kind: 'window';
  /** Undefined when the unit is no fixed number of days. */
  readonly days?: number;
  readonly lead: string;
}

export type ValuePart =
  | NamePart
  | (Place & { readonly kind: 'truth'; readonly value: boolean })
  | AmountPart
  | DaysPart;

/** Parts of one word. */
export type SingleKind =
  | 'is'
  | 'in'
  | 'never'
  | 'neither'
  | 'nor'
  | 'known'
  | 'unknown'
  | 'ever'
  | 'happened'
  | 'last'
  | 'days_since'
  | 'of'
  | 'total'
  | 'by';

export type Part =
  | ValuePart
  | WindowPart
  | (Place & { readonly kind: 'not'; readonly verb: string })
  | (Place & { readonly kind: 'no'; readonly text: string })
  | (Place & { readonly kind: 'compare'; readonly operator: Comparison })
  | (Place & { readonly kind: 'list'; readonly none: boolean; readonly values: readonly ValuePart[] })
  | (Place & {
      readonly kind: 'text';
      readonly operator: 'contains' | 'starts_with';
      readonly value: NamePart;
    })
  | (Place & {
      readonly kind: 'measure';
      readonly measure: 'sum' | 'average' | 'maximum';
      readonly text: string;
    })
  | (Place & { readonly kind: SingleKind });

export type Join = Place & {
  readonly kind: 'and' | 'or' | 'comma' | 'link' | 'except' | 'none';
  /** "who" or "with" stands after it. */
  readonly link?: 'who' | 'with';
};

export interface Item extends Place {
  readonly not: boolean;
  readonly without: boolean;
  readonly content: readonly Part[] | Expression;
}

/** Conditions and what stands between them: one join fewer than items. */
export interface Expression extends Place {
  readonly items: readonly Item[];
  readonly joins: readonly Join[];
  /** It begins with "except": everyone but the first. */
  readonly except: boolean;
}

export function isExpression(content: Item['content']): content is Expression {
  return 'items' in content;
}
