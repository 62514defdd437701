import { foldText } from '../fold-text.ts';
import { type Named, namesOf } from '../names-of.ts';

/** Texts of a row, by the property that they come from. */
export type Texts<Row> = Readonly<Record<string, (row: Row) => readonly string[]>>;

/** What a filter asks of a row: that one of its values is wanted, that it happened within a span, or that a name of it holds a text. */
export type Criterion<Row> =
  | {
      readonly ask: 'value';
      readonly property: string;
      readonly of: (row: Row) => string | readonly string[];
      readonly wanted: readonly string[];
    }
  | {
      readonly ask: 'span';
      readonly property: string;
      /** In milliseconds: infinity for what never ends, NaN for what never happened. */
      readonly of: (row: Row) => number;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly ask: 'text';
      readonly text: string;
      /** Where the text may be found besides. */
      readonly beside: Texts<Row>;
    };

/** One of some values; no wish is no criterion. */
export function among<Row>(
  property: string,
  wanted: string | readonly string[] | undefined,
  of: (row: Row) => string | readonly string[],
): Criterion<Row>[] {
  return wanted === undefined ? [] : [{ ask: 'value', property, of, wanted: [wanted].flat() }];
}

/** Between two instants, which belong to the span. What never happened lies in no span. */
export function within<Row>(
  property: string,
  [from, to]: readonly [from: string | undefined, to: string | undefined],
  of: (row: Row) => string | null,
): Criterion<Row>[] {
  if (from === undefined && to === undefined) return [];
  return [
    {
      ask: 'span',
      property,
      of: (row) => Date.parse(of(row) ?? ''),
      from: from === undefined ? -Infinity : Date.parse(from),
      to: to === undefined ? Infinity : Date.parse(to),
    },
  ];
}

/** A text that the name, the key or the code holds, or something beside them, ignoring case and accents. */
export function holding<Row>(text: string | undefined, beside: Texts<Row> = {}): Criterion<Row>[] {
  return text === undefined ? [] : [{ ask: 'text', text: foldText(text), beside }];
}

/** Whether a row is what every criterion asks for. */
export function fitsAll<Row extends Named>(criteria: readonly Criterion<Row>[], row: Row): boolean {
  return criteria.every((criterion) => fits(criterion, row));
}

function fits<Row extends Named>(criterion: Criterion<Row>, row: Row): boolean {
  switch (criterion.ask) {
    case 'value': {
      const value = criterion.of(row);
      return typeof value === 'string'
        ? criterion.wanted.includes(value)
        : value.some((one) => criterion.wanted.includes(one));
    }
    case 'span': {
      const at = criterion.of(row);
      return at >= criterion.from && at <= criterion.to;
    }
    case 'text':
      return [namesOf(row), ...Object.values(criterion.beside).map((textsOf) => textsOf(row))]
        .flat()
        .some((text) => foldText(text).includes(criterion.text));
  }
}
