import { rosterOf } from '#fixtures/population/roster.ts';
import type { ResultRow } from '#contract/entities/result.ts';
import type { TenantData } from '#fixtures/world-data.ts';
import type { FunctionCall } from '../define.ts';
import { cut, joined, mapped, rowsOf } from '../rows.ts';
import type { Rows } from '../rows.ts';
import { customerNumber } from './customer-ids.ts';
import type { Execution } from './executions.ts';
import { treatedBy, treatmentsOf } from './treatments.ts';

/** What the results count of what can come of a message, by the numbers that clients of the public API send. */
const COUNTED: Readonly<
  Record<number, 'sent' | 'delivered' | 'opened' | 'clicked' | 'unsubscribed' | 'bounced'>
> = {
  0: 'sent',
  1: 'delivered',
  2: 'opened',
  3: 'clicked',
  4: 'unsubscribed',
  9: 'bounced',
};

interface Interaction {
  customer: number;
  event: number;
  campaignId: string;
}

/** Who did what with a campaign, as many as its results count; and what was reported of it. */
export function interactionsWith(
  { world, tenant }: Pick<FunctionCall, 'world' | 'tenant'>,
  execution: Execution,
  channelId: string,
  events: readonly number[],
): Rows<Interaction> {
  const campaignId = execution.occurrence.id;
  const counted = treatmentsOf(execution)
    .filter(({ message }) => message?.channel_id === channelId)
    .flatMap((treatment) => {
      const result = resultOf(tenant, execution, treatment.actionId, treatment.message?.channel ?? null);
      return events.map((event) => {
        const field = COUNTED[event];
        const size = field === undefined || result === undefined ? 0 : result[field];
        const customers = treatedBy(tenant, execution, (one) => one.from === treatment.from);
        return mapped(cut(customers, 0, size), ({ customer }) => ({ customer, event, campaignId }));
      });
    });
  const roster = rosterOf(tenant.facts);
  const reported = world.publicRecords.interactions
    .all(tenant.facts.id)
    .filter((one) => one.campaign === campaignId && one.channel === channelId && events.includes(one.event))
    .flatMap(({ customer, event }) => {
      const number = customerNumber(customer, roster);
      return number === null ? [] : [{ customer: number, event, campaignId }];
    });
  return joined([...counted, rowsOf(reported)]);
}

function resultOf(
  { results }: TenantData,
  { campaign, day }: Execution,
  actionId: string,
  channel: ResultRow['channel'],
): ResultRow | undefined {
  return results.find(
    (row) =>
      row.campaign_id === campaign.id &&
      row.day === day &&
      row.action_id === actionId &&
      row.channel === channel,
  );
}
