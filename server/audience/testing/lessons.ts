import type { DemoTenant } from './demo-vocabularies.ts';

export interface Example {
  readonly say: string;
  readonly tenant?: DemoTenant;
}

interface Lesson {
  readonly title: string;
  readonly text: string;
  readonly examples: readonly Example[];
}

function say(...texts: readonly string[]): Example[] {
  return texts.map((text) => ({ say: text }));
}

/** The language, a lesson at a time. */
export const LESSONS: readonly Lesson[] = [
  {
    title: 'Attributes',
    text: 'Names, keys and aliases of the schema all work, in any case. Values that the schema lists may stand alone when only one attribute has them; countries and languages go by code or English name. Text that the schema does not list stands in quotation marks, unless it is one word.',
    examples: say(
      'country is Germany',
      'customers in Germany, Austria or Spain',
      'country is neither Germany nor Austria',
      'VIP level is not none',
      'favourite game starts with "Book of"',
      'with email consent',
      'opted in to SMS',
      'speaks German',
      'not self-excluded',
      'FTD date is unknown',
    ),
  },
  {
    title: 'Numbers',
    text: '“Over 18” leaves 18 out, “between” and “from … to” take both ends in. Thousands are written `1,500`, `1500` or `1.5k`. A currency or a percent sign must be what the schema says of the number. A number alone is refused: it may mean exactly so much or at least so much.',
    examples: say(
      'age over 18 but under 65',
      'age is 18-25',
      'NGR above €2,500',
      'churn risk at least 70%',
      'loyalty points 500 or more',
      'churn risk 70',
      'balance more than 1.500',
      'balance between 10 and 20k',
    ),
  },
  {
    title: 'Dates',
    text: 'Days are written `2026-03-01`, `1 March 2026`, or as 25/12/2026 when only one reading is a day. “In the last 30 days” moves with the day of execution; months and years are no number of days, and “yesterday” would stand still, so they are refused. “More than 30 days ago” holds where the day is known only.',
    examples: say(
      'joined in the last 2 weeks',
      'last seen more than 30 days ago',
      'joined since 1 April 2026',
      'first deposit in the last 7 days',
      'registration date in March 2026',
      'joined before 03/04/2026',
      'deposited in the last month',
    ),
  },
  {
    title: 'Stages, value segments and segments',
    text: 'A name that stands for several things is refused with all of them.',
    examples: say(
      'lifecycle stage is New or Active',
      'churned customers',
      'value segment is Diamond or Gold',
      'in the segment lapsed_vip',
      'in the segment with key “high_rollers”',
      'VIP customers',
    ),
  },
  {
    title: 'Events',
    text: 'How often: “at least”, “more than”, “exactly”, “between”, and “no” or “never”. Without a number it is once or more, without a number of days it is ever. “Deposited 3 times” is refused: it may mean exactly or at least.',
    examples: say(
      'deposited at least 3 times in the last 30 days',
      '3+ deposits in the last 30 days',
      'no deposits in the last 14 days',
      'never placed a bet',
      'placed a bet in the last 7 days',
      'last deposit more than 45 days ago',
      'sum of deposit amount at least 2000 in the last 365 days',
      'highest deposit amount over 1000 in the last 90 days',
      'deposited at least 500 in total in the last 30 days',
      'deposited 3 times',
      'deposited over 500 in the last 30 days',
    ),
  },
  {
    title: 'Messages',
    text: 'Received, opened, clicked or converted, by channel or by any, always with a number of days.',
    examples: say(
      'opened an email in the last 30 days',
      'did not click a push notification in the last 14 days',
      'opened an email in the last 14 days but did not click',
      'converted in the last 90 days',
      'opened an email',
    ),
  },
  {
    title: 'And, or, not, except',
    text: '“And” before “or” binds closer; brackets say otherwise, and are demanded where “and” follows “or” and where a short form leaves it open. Values of one attribute make a list with “or”. “Not” before a list is refused, “none of” and “neither … nor” are not.',
    examples: say(
      '(country is Germany or language is German) and age over 30',
      'active customers except Germany or Austria',
      'everyone excluding Germany and Austria',
      'neither self-excluded nor bonus restricted',
      'customers from Malta without email consent',
      'not (country is Germany or age over 30)',
      'not Germany or Austria',
      'in Germany and Austria',
      'deposited and placed a bet in the last 7 days',
    ),
  },
];
