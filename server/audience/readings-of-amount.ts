import type { Predicate } from '#contract/entities/predicate.ts';
import type { Why } from './fields.ts';
import type { Event, Lexicon } from './lexicon.ts';
import type { AmountPart } from './syntax.ts';
import { audienceWords } from './words.ts';

type EventRule = Extract<Predicate, { type: 'event' }>;

/** What an amount may mean of an event, in words that are read so: each keeps the comparison and the days that were said. */
export function readingsOfAmount(
  { key, properties }: Event,
  measures: readonly EventRule['measure'][],
  { value, to_value, operator = 'gte' }: AmountPart,
  days: number | undefined,
  { vocabulary }: Lexicon,
): Pick<Why, 'candidates' | 'say'> {
  const amount: Pick<EventRule, 'operator' | 'value'> =
    to_value === undefined ? { operator, value } : { operator: 'between', value: [value, to_value] };
  const window = days !== undefined && { window_days: days };
  const numbers = properties.filter(({ value_type }) => value_type === 'number');
  const candidates = measures
    .flatMap((measure): Pick<EventRule, 'measure' | 'property'>[] =>
      measure === 'count' ? [{ measure }] : numbers.map((number) => ({ measure, property: number.key })),
    )
    .map((reading) =>
      audienceWords({ type: 'event', event: key, ...reading, ...amount, ...window }, vocabulary),
    );
  const [say] = candidates;
  return { candidates, ...(say !== undefined && { say }) };
}
