import { EmbeddedActionsParser, type IOrAlt, type IToken, type TokenType } from 'chevrotain';
import { fail, ok, type Result } from '../result.ts';
import {
  comparedPart,
  datedPart,
  dayPart,
  dayRange,
  named,
  place,
  quantityPart,
  rangePart,
  singlePart,
  span,
  windowPart,
  type Quantity,
} from './parts.ts';
import type { AmountPart, DaysPart, Expression, Item, Join, Part, ValuePart } from './syntax.ts';
import { ALL_TYPES, T } from './token-types.ts';

/**
 * Conditions of parts, joined by connectives, in brackets. What the parts of a condition mean together depends on the tenant's
 * names, so the readers decide that.
 */
class AudienceParser extends EmbeddedActionsParser {
  constructor() {
    super(ALL_TYPES, { maxLookahead: 3, recoveryEnabled: false });
    this.performSelfAnalysis();
  }

  readonly expression = this.RULE('expression', (): Expression => {
    const except = this.OPTION(() => this.CONSUME(T.Except));
    const items = [this.SUBRULE(this.item)];
    const joins: Join[] = [];
    this.MANY(() => {
      joins.push(this.SUBRULE(this.join));
      items.push(this.SUBRULE2(this.item));
    });
    return this.ACTION(() => ({ items, joins, except: except !== undefined, ...span(items) }));
  });

  private readonly item = this.RULE('item', (): Item => {
    const without = this.OPTION(() => this.CONSUME(T.Without));
    const not = this.OPTION2(() => this.CONSUME(T.NotGroup));
    const content = this.OR<IOrAlt<Expression | Part[]>[]>([
      { ALT: () => this.SUBRULE(this.group) },
      { ALT: () => this.SUBRULE(this.condition) },
    ]);
    return this.ACTION(() => {
      const inside = 'items' in content ? [content] : content;
      const before = [without, not].flatMap((token) => (token === undefined ? [] : [place(token)]));
      return {
        not: not !== undefined,
        without: without !== undefined,
        content,
        ...span([...before, ...inside]),
      };
    });
  });

  private readonly group = this.RULE('group', (): Expression => {
    const open = this.CONSUME(T.Open);
    const inside = this.SUBRULE(this.expression);
    const close = this.CONSUME(T.Close);
    return this.ACTION(() => ({ ...inside, ...span([place(open), place(close)]) }));
  });

  private readonly join = this.RULE('join', (): Join => {
    const comma = this.OPTION(() => this.CONSUME(T.Comma));
    const and = this.OPTION2(() => this.CONSUME(T.And));
    const other = this.OPTION3(() =>
      this.OR([
        { ALT: () => this.CONSUME(T.Or) },
        { ALT: () => this.CONSUME(T.Except) },
        { ALT: () => this.CONSUME(T.Link) },
      ]),
    );
    return this.ACTION(() => joinOf(comma, and, other));
  });

  private readonly condition = this.RULE('condition', (): Part[] => {
    const parts: Part[] = [];
    this.AT_LEAST_ONE(() => parts.push(this.SUBRULE(this.part)));
    return parts;
  });

  private readonly part = this.RULE('part', (): Part =>
    this.OR<IOrAlt<Part>[]>([
      { ALT: () => this.SUBRULE(this.single) },
      { ALT: () => this.SUBRULE(this.value) },
      { ALT: () => this.SUBRULE(this.compared) },
      { ALT: () => this.SUBRULE(this.window) },
      { ALT: () => this.SUBRULE(this.between) },
      { ALT: () => this.SUBRULE(this.list) },
      { ALT: () => this.SUBRULE(this.dated) },
      { ALT: () => this.SUBRULE(this.text) },
    ]),
  );

  private readonly single = this.RULE('single', (): Part => {
    const token = this.CONSUME(T.Single);
    return this.ACTION(() => singlePart(token));
  });

  private readonly value = this.RULE('value', (): ValuePart =>
    this.OR<IOrAlt<ValuePart>[]>([
      { ALT: () => this.SUBRULE(this.name) },
      { ALT: () => this.SUBRULE(this.amount) },
      { ALT: () => this.SUBRULE(this.days) },
      { ALT: () => this.SUBRULE(this.truth) },
    ]),
  );

  /** "1 March 2026", "1 March 2026 to 31 March 2026". */
  private readonly days = this.RULE('days', (): DaysPart => {
    const first = this.SUBRULE(this.day);
    const last = this.OPTION(() => {
      this.CONSUME(T.To);
      return this.SUBRULE2(this.day);
    });
    return this.ACTION(() => (last === undefined ? first : dayRange(first, last)));
  });

  private readonly day = this.RULE('day', (): DaysPart => {
    const token = this.CONSUME(T.Day);
    return this.ACTION(() => dayPart(token));
  });

  private readonly truth = this.RULE('truth', (): ValuePart => {
    const token = this.CONSUME(T.Truth);
    return this.ACTION(() => ({ kind: 'truth', value: token.payload === true, ...place(token) }));
  });

  private readonly name = this.RULE('name', () => {
    const key = this.OPTION(() => this.CONSUME(T.Key));
    const token = this.CONSUME(T.Name);
    return this.ACTION(() => named(token, key));
  });

  /** "3", "€ 5", "70 %", "18 to 25", "3 or more", "30 days ago". */
  private readonly amount = this.RULE('amount', (): AmountPart => {
    const first = this.SUBRULE(this.quantity);
    const more = this.OPTION(() => this.CONSUME(T.OrMore));
    const end = this.OPTION2(() => {
      this.CONSUME(T.To);
      return this.SUBRULE2(this.quantity);
    });
    const unit = this.OPTION3(() =>
      this.OR([{ ALT: () => this.CONSUME(T.Times) }, { ALT: () => this.CONSUME(T.Unit) }]),
    );
    const late = this.OPTION4(() => this.CONSUME2(T.OrMore));
    const ago = this.OPTION5(() => this.CONSUME(T.Ago));
    return this.ACTION(() =>
      quantityPart({
        first,
        end,
        more: more ?? late,
        unit,
        ago,
      }),
    );
  });

  private readonly quantity = this.RULE('quantity', (): Quantity => {
    const before = this.OPTION(() => this.CONSUME(T.Currency));
    const token = this.CONSUME(T.Number);
    const after = this.OPTION2(() =>
      this.OR([{ ALT: () => this.CONSUME2(T.Currency) }, { ALT: () => this.CONSUME(T.Percent) }]),
    );
    return this.ACTION(() => ({ token, before, after }));
  });

  private readonly compared = this.RULE('compared', (): Part => {
    const token = this.CONSUME(T.Comparison);
    const value = this.OPTION(() =>
      this.OR<IOrAlt<AmountPart | DaysPart>[]>([
        { ALT: () => this.SUBRULE(this.amount) },
        { ALT: () => this.SUBRULE(this.day) },
      ]),
    );
    return this.ACTION(() => comparedPart(token, value));
  });

  /** "after 1 March 2026", "before 2025". */
  private readonly dated = this.RULE('dated', (): Part => {
    const token = this.CONSUME(T.DayComparison);
    const value = this.OR<IOrAlt<AmountPart | DaysPart>[]>([
      { ALT: () => this.SUBRULE(this.amount) },
      { ALT: () => this.SUBRULE(this.day) },
    ]);
    return this.ACTION(() => datedPart(token, value));
  });

  private readonly between = this.RULE('between', (): Part => {
    const token = this.CONSUME(T.Between);
    const low = this.SUBRULE(this.bound);
    this.CONSUME(T.And);
    const high = this.SUBRULE2(this.bound);
    return this.ACTION(() => rangePart(token, low, high));
  });

  private readonly bound = this.RULE('bound', (): AmountPart | DaysPart =>
    this.OR<IOrAlt<AmountPart | DaysPart>[]>([
      { ALT: () => this.SUBRULE(this.amount) },
      { ALT: () => this.SUBRULE(this.day) },
    ]),
  );

  private readonly window = this.RULE('window', (): Part => {
    const lead = this.CONSUME(T.Window);
    const count = this.CONSUME(T.Number);
    const unit = this.OPTION(() => this.CONSUME(T.Unit));
    return this.ACTION(() => windowPart(lead, count, unit));
  });

  private readonly list = this.RULE('list', (): Part => {
    const token = this.OR([{ ALT: () => this.CONSUME(T.OneOf) }, { ALT: () => this.CONSUME(T.NoneOf) }]);
    const values: ValuePart[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: T.Comma, DEF: () => values.push(this.SUBRULE(this.value)) });
    return this.ACTION(() => ({
      kind: 'list',
      none: token.tokenType === T.NoneOf,
      values,
      ...span([place(token), ...values]),
    }));
  });

  private readonly text = this.RULE('text', (): Part => {
    const token = this.CONSUME(T.TextComparison);
    const value = this.OR([{ ALT: () => this.CONSUME(T.Name) }, { ALT: () => this.CONSUME(T.Number) }]);
    return this.ACTION(() => ({
      kind: 'text',
      operator: token.payload,
      value: named(value),
      ...span([place(token), place(value)]),
    }));
  });
}

const parser = new AudienceParser();

/** What the tokens say, or the token at which they stop making sense; undefined when the end came too soon. */
export function parseTokens(tokens: IToken[]): Result<Expression, IToken | undefined> {
  parser.input = tokens;
  const expression = parser.expression();
  const [error] = parser.errors;
  if (error === undefined) return ok(expression);
  return fail(Number.isNaN(error.token.startOffset) ? undefined : error.token);
}

function joinOf(comma: IToken | undefined, and: IToken | undefined, other: IToken | undefined): Join {
  const tokens = [comma, and, other].filter((token) => token !== undefined);
  const types: readonly TokenType[] = tokens.map(({ tokenType }) => tokenType);
  const link = tokens.findLast(({ payload }) => payload !== undefined)?.payload;
  const kind = JOINS.find(([type]) => types.includes(type))?.[1] ?? 'none';
  return {
    kind: and !== undefined && kind === 'or' ? 'none' : kind,
    ...(link !== undefined && { link }),
    ...span(tokens.map(place)),
  };
}

const JOINS = [
  [T.Except, 'except'],
  [T.Or, 'or'],
  [T.And, 'and'],
  [T.Comma, 'comma'],
  [T.Link, 'link'],
] as const;
