import type { AnalyticsFilter, MetricKey } from '#contract/analytics.ts';
import type { ActivityDay } from '#contract/entities/activity-day.ts';
import type { ResultRow } from '#contract/entities/result.ts';

/** What uplift compares: so many customers, what they did and what they brought in. */
export interface Outcome {
  customers: number;
  converted: number;
  cents: number;
}

/** Everything that the rows of one group come to. */
export interface Sums {
  sent: number;
  delivered: number;
  bounced: number;
  opened: number;
  clicked: number;
  unsubscribed: number;
  treated: Outcome;
  control: Outcome;
  /** The treated of each campaign, to be held against the control group that belongs to them. */
  campaigns: Map<string, { treated: Outcome; control: Outcome | undefined }>;
  active: number;
  activeDays: Set<string>;
}

const NOTHING: Outcome = { customers: 0, converted: 0, cents: 0 };

export function noOutcome(): Outcome {
  return { ...NOTHING };
}

export function emptySums(): Sums {
  const counts = { sent: 0, delivered: 0, bounced: 0, opened: 0, clicked: 0, unsubscribed: 0 };
  const outcomes = { treated: noOutcome(), control: noOutcome(), campaigns: new Map() };
  return { ...counts, ...outcomes, active: 0, activeDays: new Set() };
}

export function addOutcome(sum: Outcome, { customers, converted, revenue_cents }: ResultRow): void {
  sum.customers += customers;
  sum.converted += converted;
  sum.cents += revenue_cents;
}

/** Adds a row. `control` is the control group of its campaign, in what the group is about. */
export function addResult(sums: Sums, row: ResultRow, control: Outcome | undefined): void {
  for (const field of ['sent', 'delivered', 'bounced', 'opened', 'clicked', 'unsubscribed'] as const)
    sums[field] += row[field];
  const of = sums.campaigns.get(row.campaign_id) ?? { treated: noOutcome(), control };
  sums.campaigns.set(row.campaign_id, of);
  if (row.channel === null) return addOutcome(sums.control, row);
  addOutcome(sums.treated, row);
  return addOutcome(of.treated, row);
}

export function addActivity(sums: Sums, { day, active_customers }: ActivityDay): void {
  sums.active += active_customers;
  sums.activeDays.add(day);
}

/**
 * How much more the treated did than as many customers of the control group, campaign by campaign, so that a campaign with many
 * customers of a lively kind does not pass for a good one. Null where no campaign has both.
 */
function upliftOf({ campaigns }: Sums, field: 'converted' | 'cents') {
  let more = 0;
  let customers = 0;
  for (const { treated, control } of campaigns.values()) {
    if (treated.customers === 0 || control === undefined || control.customers === 0) continue;
    more += treated[field] - (treated.customers * control[field]) / control.customers;
    customers += treated.customers;
  }
  return customers === 0 ? null : { more, each: more / customers };
}

function rounded(value: number | undefined, decimals: number): number | null {
  // Adding 0 keeps a rounded -0 from being a number of its own.
  return value === undefined ? null : Math.round(value * 10 ** decimals) / 10 ** decimals + 0;
}

const percent = (part: number, whole: number) => (whole === 0 ? null : rounded((100 * part) / whole, 2));

const METRICS: Readonly<Record<MetricKey, (sums: Sums) => number | null>> = {
  active_customers: ({ active, activeDays }) =>
    activeDays.size === 0 ? null : Math.round(active / activeDays.size),
  campaigns_run: ({ campaigns }) => campaigns.size,
  targeted: ({ treated, control }) => treated.customers + control.customers,
  treated: ({ treated }) => treated.customers,
  control: ({ control }) => control.customers,
  sent: ({ sent }) => sent,
  delivered: ({ delivered }) => delivered,
  bounced: ({ bounced }) => bounced,
  opened: ({ opened }) => opened,
  clicked: ({ clicked }) => clicked,
  converted: ({ treated }) => treated.converted,
  control_converted: ({ control }) => control.converted,
  unsubscribed: ({ unsubscribed }) => unsubscribed,
  delivery_rate: ({ delivered, sent }) => percent(delivered, sent),
  open_rate: ({ opened, delivered }) => percent(opened, delivered),
  click_rate: ({ clicked, delivered }) => percent(clicked, delivered),
  conversion_rate: ({ treated }) => percent(treated.converted, treated.customers),
  control_conversion_rate: ({ control }) => percent(control.converted, control.customers),
  conversion_uplift: (sums) => rounded(mapped(upliftOf(sums, 'converted')?.each, 100), 2),
  revenue: ({ treated }) => treated.cents / 100,
  control_revenue: ({ control }) => control.cents / 100,
  revenue_uplift: (sums) => rounded(mapped(upliftOf(sums, 'cents')?.each, 0.01), 4),
  uplift: (sums) => rounded(mapped(upliftOf(sums, 'cents')?.more, 0.01), 2),
};

function mapped(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : value * factor;
}

/** The value of a metric, computed from sums; null where there is nothing to divide by or to compare with. */
export function metricOf(key: MetricKey, sums: Sums): number | null {
  return METRICS[key](sums);
}

/** Whether the value of a metric passes a filter; one that there is not passes none. */
export function isWithin(value: number | null, { op, value: text }: AnalyticsFilter): boolean {
  const wanted = Number(text);
  if (value === null) return false;
  switch (op) {
    case 'eq':
    case 'in':
      return value === wanted;
    case 'ne':
      return value !== wanted;
    case 'gt':
      return value > wanted;
    case 'gte':
      return value >= wanted;
    case 'lt':
      return value < wanted;
    case 'lte':
      return value <= wanted;
  }
}
