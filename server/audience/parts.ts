import type { IToken, TokenType } from 'chevrotain';
import { yearDays } from './days.ts';
import { endOf } from './phrase-key.ts';
import type { AmountPart, Comparison, DaysPart, NamePart, Part, Place, SingleKind } from './syntax.ts';
import { T } from './token-types.ts';
import type { NumberPayload } from './tokens.ts';

const SINGLES: ReadonlyMap<TokenType, SingleKind> = new Map([
  [T.Is, 'is'],
  [T.In, 'in'],
  [T.Never, 'never'],
  [T.Neither, 'neither'],
  [T.Nor, 'nor'],
  [T.Known, 'known'],
  [T.Unknown, 'unknown'],
  [T.Ever, 'ever'],
  [T.Happened, 'happened'],
  [T.Last, 'last'],
  [T.DaysSince, 'days_since'],
  [T.Of, 'of'],
  [T.Total, 'total'],
  [T.By, 'by'],
] as const);

type Thousands = Pick<NumberPayload, 'value' | 'thousands'>;

export interface Quantity {
  readonly token: IToken;
  readonly before?: IToken | undefined;
  readonly after?: IToken | undefined;
}

export function place(token: IToken): Place {
  return { from: token.startOffset, to: endOf(token) + 1 };
}

/** From the first of some places to the last. */
export function span(places: readonly Place[]): Place {
  return { from: places[0]?.from ?? 0, to: places.at(-1)?.to ?? 0 };
}

export function singlePart(token: IToken): Part {
  const at = place(token);
  if (token.tokenType === T.Not) return { kind: 'not', verb: token.payload, ...at };
  if (token.tokenType === T.No) return { kind: 'no', text: token.image.toLowerCase(), ...at };
  if (token.tokenType === T.Measure)
    return { kind: 'measure', measure: token.payload, text: token.image, ...at };
  return { kind: SINGLES.get(token.tokenType) ?? 'is', ...at };
}

export function named(token: IToken, key?: IToken): NamePart {
  const quoted = token.tokenType === T.Quoted;
  return {
    kind: 'name',
    text: quoted ? token.payload : token.image,
    quoted,
    readings: token.tokenType === T.Term ? token.payload : [],
    ...(key !== undefined && { key: key.payload }),
    ...span([place(key ?? token), place(token)]),
  };
}

export function dayPart(token: IToken): DaysPart {
  const { from: first, to: last } = token.payload;
  return { kind: 'days', first, last, range: false, ...place(token) };
}

export function dayRange(first: DaysPart, last: DaysPart): DaysPart {
  return { kind: 'days', first: first.first, last: last.last, range: true, ...span([first, last]) };
}

interface Written {
  readonly first: Quantity;
  readonly end: Quantity | undefined;
  readonly more: IToken | undefined;
  readonly unit: IToken | undefined;
  readonly ago: IToken | undefined;
}

/** A number with all that belongs to it. A range takes no second comparison, nor do two currencies go together. */
export function quantityPart({ first, end, more, unit, ago }: Written): AmountPart {
  const last = end ?? first;
  const currencies = new Set(
    [first.before, first.after, end?.before, end?.after].flatMap((token) => token?.payload ?? []),
  );
  const numbers = [first, last].map(({ token }) => numberOf(token));
  const confused =
    currencies.size > 1 ||
    (more !== undefined && end !== undefined) ||
    (end !== undefined && sharesThousands(numberOf(first.token), numberOf(end.token)));
  const [currency] = currencies;
  const tokens = [
    first.before,
    first.token,
    first.after,
    end?.before,
    end?.token,
    end?.after,
    more,
    unit,
    ago,
  ];
  const places = tokens.filter((token) => token !== undefined).map(place);
  return {
    kind: 'amount',
    value: numbers[0]?.value ?? 0,
    ...(end !== undefined && { to_value: numbers[1]?.value ?? 0 }),
    weight: daysIn(unit),
    ...(more !== undefined && { operator: more.payload }),
    grouped: numbers.some(({ grouped }) => grouped),
    thousands: numbers.at(-1)?.thousands === true,
    percent: [first.after, end?.after].some((token) => token?.tokenType === T.Percent),
    ...(typeof currency === 'string' && { currency }),
    ...unitOf(unit, confused),
    ago: ago !== undefined,
    from: Math.min(...places.map(({ from }) => from)),
    to: Math.max(...places.map(({ to }) => to)),
  };
}

function numberOf({ payload, image }: IToken): NumberPayload {
  const { value = Number(image), grouped = false, thousands = false }: Partial<NumberPayload> = payload;
  return { value, grouped, thousands };
}

/** "10 to 20k" means thousands at both ends, or may; "500 to 2k" does not. */
function sharesThousands(low: Thousands, high: Thousands): boolean {
  return high.thousands && !low.thousands && low.value !== 0 && low.value * 1000 <= high.value;
}

function daysIn(unit: IToken | undefined): number {
  return unit?.tokenType === T.Unit && typeof unit.payload === 'number' ? unit.payload : 1;
}

function unitOf(unit: IToken | undefined, confused: boolean): { unit?: 'times' | 'days' | 'unclear' } {
  if (confused || (unit?.tokenType === T.Unit && unit.payload === undefined)) return { unit: 'unclear' };
  if (unit === undefined) return {};
  return { unit: unit.tokenType === T.Times ? 'times' : 'days' };
}

/** "at least" before a number or a day, or by itself. */
export function comparedPart(token: IToken, value: AmountPart | DaysPart | undefined): Part {
  const operator = token.payload;
  if (value === undefined) return { kind: 'compare', operator, ...place(token) };
  const at = span([place(token), value]);
  if (value.kind === 'days') return { ...value, operator, ...at };
  const twice = value.operator !== undefined || value.to_value !== undefined;
  return { ...value, operator, ...(twice && { unit: 'unclear' }), ...at };
}

/** "after" before a day, or before a year alone. */
export function datedPart(token: IToken, value: AmountPart | DaysPart): Part {
  const at = span([place(token), value]);
  if (value.kind === 'days') return { ...value, operator: token.payload, ...at };
  return yearPart(token.payload, value, at) ?? { ...value, unit: 'unclear', ...at };
}

/** A number as a year, all of it; undefined unless it stands alone. */
export function yearPart(
  operator: Comparison | undefined,
  value: AmountPart,
  at: Place,
): DaysPart | undefined {
  const bare =
    value.unit === undefined &&
    value.operator === undefined &&
    value.to_value === undefined &&
    !value.grouped &&
    !value.thousands &&
    !value.ago &&
    !value.percent;
  if (
    !bare ||
    value.currency !== undefined ||
    !Number.isInteger(value.value) ||
    value.value < 1900 ||
    value.value > 2100
  )
    return undefined;
  const { from: first, to: last } = yearDays(value.value);
  return {
    kind: 'days',
    ...(operator !== undefined && { operator }),
    first,
    last,
    range: false,
    from: at.from,
    to: at.to,
  };
}

/** "between" two numbers or two days, first the lower; in any other order nobody can be meant. */
export function rangePart(token: IToken, low: AmountPart | DaysPart, high: AmountPart | DaysPart): Part {
  const at = span([place(token), high]);
  if (low.kind === 'days' && high.kind === 'days') {
    return { ...dayRange(low, high), ...at };
  }
  if (low.kind === 'days' || high.kind === 'days') return { kind: 'compare', operator: 'eq', ...at };
  const currencies = new Set([low.currency, high.currency].filter((currency) => currency !== undefined));
  const [currency] = currencies;
  const parted =
    [low, high].some(({ operator, to_value }) => operator !== undefined || to_value !== undefined) || low.ago;
  const differ = low.unit !== undefined && (low.unit !== high.unit || low.weight !== high.weight);
  return {
    ...high,
    value: low.value,
    to_value: high.value,
    grouped: low.grouped || high.grouped,
    percent: low.percent || high.percent,
    ...(currency !== undefined && { currency }),
    ...((parted || differ || currencies.size > 1 || sharesThousands(low, high)) && { unit: 'unclear' }),
    ...at,
  };
}

/** A window of some days back; undefined when its unit has no fixed number of days, or is missing. */
export function windowPart(lead: IToken, count: IToken, unit: IToken | undefined): Part {
  const days = typeof unit?.payload === 'number' ? numberOf(count).value * unit.payload : undefined;
  const at = span([place(lead), place(unit ?? count)]);
  return { kind: 'window', lead: lead.image.toLowerCase(), ...(days !== undefined && { days }), ...at };
}
