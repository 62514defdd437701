import type { TokenType } from 'chevrotain';
import { T } from './token-types.ts';

/** What a phrase of the language is to the grammar. `filler` is read over; it is listed word by word, since nothing else is. */
export type Phrase = { readonly type: TokenType; readonly payload?: unknown } | { readonly filler: Filler };

/** Kind, payload, and the phrases with a bar between them. */
const SAID: readonly (readonly [TokenType, unknown, string])[] = [
  [T.And, undefined, 'and | & | as well as | and also | but'],
  [T.Or, undefined, 'or | or else'],
  [T.Comma, undefined, ', | ;'],
  [
    T.Except,
    undefined,
    'except | except for | excluding | exclude | but not | and not including | other than',
  ],
  [T.Except, undefined, 'apart from | but exclude | but excluding | and exclude | leave out | but leave out'],
  [T.Except, undefined, 'not including'],
  [T.Without, undefined, 'without | but without | and without | without any | with no | but with no'],
  [T.Without, undefined, 'and with no'],
  [T.Open, undefined, '( | ['],
  [T.Close, undefined, ') | ]'],
  [T.Is, undefined, "is | are | was | were | equals | equal to | is equal to | = | == | : | they're"],
  [T.Is, undefined, "who's"],
  [T.Not, 'alone', 'not'],
  [T.Not, 'be', "is not | are not | isn't | aren't | was not | were not | wasn't | weren't | isnt"],
  [T.Not, 'be', 'arent | != | <>'],
  [T.Not, 'do', "did not | do not | does not | didn't | don't | doesn't | didnt | dont | doesnt"],
  [T.Not, 'have', "have not | has not | had not | haven't | hasn't | hadn't | havent | hasnt | hadnt"],
  [T.No, undefined, 'no | zero'],
  [T.Never, undefined, 'never | have never | has never | not once'],
  [T.Neither, undefined, 'neither'],
  [T.Nor, undefined, 'nor'],
  [T.In, undefined, 'in | from | living in | based in | live in | who live in | located in'],
  [T.Over, 'gt', 'over'],
  [T.Compare, 'gt', 'more than | above | greater than | higher than | bigger than | larger than | exceeds'],
  [T.Compare, 'gt', 'exceeding | >'],
  [T.Compare, 'gte', 'at least | no less than | not less than | no fewer than | minimum | a minimum of'],
  [T.Compare, 'gte', 'minimum of | min | >= | => | ≥'],
  [T.Compare, 'lt', 'less than | under | below | fewer than | lower than | smaller than | <'],
  [T.Compare, 'lte', 'at most | no more than | not more than | up to | a maximum of | <= | =< | ≤'],
  [T.Compare, 'eq', 'exactly | precisely'],
  [T.Before, 'gt', 'after'],
  [T.Before, 'gte', 'since | on or after | starting from | as of'],
  [T.Before, 'lt', 'before | prior to | earlier than'],
  [T.Before, 'lte', 'until | on or before | no later than | up until | till'],
  [T.Before, 'eq', 'on'],
  [T.OrMore, 'gte', 'or more | or above | or higher | or over | or older | or greater | and above'],
  [T.OrMore, 'gte', 'and over | and up | and more | +'],
  [T.OrMore, 'lte', 'or less | or fewer | or below | or lower | or under | or younger | and below'],
  [T.OrMore, 'lte', 'and under'],
  [T.Between, undefined, 'between'],
  [T.To, undefined, 'to | - | – | — | through'],
  [T.OneOf, undefined, 'one of | any of | either of'],
  [T.NoneOf, undefined, 'none of | not one of | not any of | is none of | not in any of'],
  [T.TextComparison, 'contains', 'contains | containing | includes the text | contain | which contains'],
  [
    T.TextComparison,
    'starts_with',
    'starts with | starting with | begins with | beginning with | start with',
  ],
  [T.Known, undefined, 'known | exists | is known | not missing | is present'],
  [T.Unknown, undefined, 'unknown | not known | missing | does not exist | is not known'],
  [T.Truth, true, 'true | yes'],
  [T.Truth, false, 'false'],
  [T.Percent, undefined, '% | percent | per cent'],
  [T.Currency, 'EUR', '€ | euro | euros'],
  [T.Currency, 'GBP', '£'],
  [T.Currency, 'USD', '$'],
  [T.Times, undefined, 'times | time | x | ×'],
  [T.Unit, 1, 'day | days | d'],
  [T.Unit, 7, 'week | weeks | wk | wks'],
  [T.Unit, undefined, 'month | months | year | years | quarter | quarters | hour | hours | minute | minutes'],
  [T.Unit, undefined, 'weekends'],
  [T.Ago, undefined, 'ago'],
  [T.Ever, undefined, 'ever | so far | at any time | of all time'],
  [T.Happened, undefined, 'happened | occurred | happen'],
  [T.Last, undefined, 'last | latest | the latest | most recent | the most recent | last time'],
  [
    T.DaysSince,
    undefined,
    'days since last | days since the last | number of days since the last | days since',
  ],
  [T.Measure, 'sum', 'sum | total | combined | summed'],
  [T.Measure, 'average', 'average | mean | avg | the mean'],
  [T.Measure, 'maximum', 'maximum | the maximum | highest | largest | biggest | max'],
  [T.Of, undefined, 'of | across | per'],
  [T.Total, undefined, 'in total | altogether | totalling | totaling'],
  [T.By, undefined, 'by | via | through the channel | over the channel'],
  [T.Key, 'attribute', 'attribute key | the attribute with key | attribute with key'],
  [T.Key, 'event', 'event key | the event with key | event with key'],
  [T.Key, 'segment', 'segment key | the segment with key | segment with key | in the segment with key'],
  [T.Link, 'who', 'customers | customer | people | persons | everyone | everybody | those | clients'],
  [T.Link, 'who', 'users | anyone | members'],
  [T.Link, 'who', 'players | shoppers | folks | contacts | individuals | all customers | only customers'],
  [T.Link, 'who', 'only people | only those'],
  [T.Link, 'who', 'who | that | which | whose'],
  [T.Link, 'with', 'with | having | where | with a | with an | with the'],
];

const WINDOWS = ['', 'in', 'within', 'during', 'over', 'for', 'throughout', 'of']
  .flatMap((lead) =>
    ['last', 'the last', 'past', 'the past', 'these last', 'previous', 'the previous'].map((part) =>
      `${lead} ${part}`.trim(),
    ),
  )
  .concat('within', 'for', 'during', 'in a window of', 'within a window of');

const CALENDAR = [
  'last',
  'this',
  'past',
  'next',
  'previous',
  'current',
  'the last',
  'the past',
  'in the last',
]
  .flatMap((part) =>
    ['week', 'month', 'quarter', 'year', 'weekend', 'summer', 'winter', 'spring', 'autumn'].map(
      (unit) => `${part} ${unit}`,
    ),
  )
  .concat(
    'today',
    'yesterday',
    'tomorrow',
    'tonight',
    'year to date',
    'month to date',
    'lately',
    'recently',
    'these days',
  );

/**
 * Words that are read over: anywhere, anywhere but after "not", before a new condition, or before anything else is said.
 * "All" belongs to people only: who opened all e-mails is not who opened one.
 */
const FILLERS = {
  always: [
    'a | an | the | any | yet | been | be | had | have | has | made | make | do | did | does',
    'our | currently',
  ],
  positive: [
    'please | pls | plz | also | too | they | their | them | he | she | his | her | already',
    'still | in addition | thanks | thank you | thx | , thanks | , thank you | , please',
  ],
  beginning: ['all | all of | all the | every | each | both'],
  opening: [
    'hi | hi , | hello | hello , | hey | hey , | please , | can you | could you | i | we | you',
    "me | us | my | let's | let us | i'd like | would like | want | want to | need | need to | give | show | find",
    'target | select | get | include | create | build | make a list of | a list of | list',
    'audience | an audience of | target group | a target group of',
  ],
} as const;
export type Filler = keyof typeof FILLERS;

/** Every phrase of the language, in lower case and with one space between its words. */
export const ENGLISH: ReadonlyMap<string, Phrase> = new Map([
  ...SAID.flatMap(([type, payload, phrases]) =>
    phrases.split(' | ').map((phrase): [string, Phrase] => [phrase, { type, payload }]),
  ),
  ...(['opening', 'beginning', 'positive', 'always'] as const).flatMap((filler) =>
    FILLERS[filler]
      .flatMap((phrases) => phrases.split(' | '))
      .map((phrase): [string, Phrase] => [phrase, { filler }]),
  ),
  ...CALENDAR.map((phrase): [string, Phrase] => [phrase, { type: T.Refused, payload: 'calendar' }]),
]);

/** How a window begins; the number of days follows. */
export const WINDOW_LEADS: ReadonlySet<string> = new Set(WINDOWS);
