import { NOBODY, complement } from '#fixtures/population/customer-set.ts';
import { rosterOf } from '#fixtures/population/roster.ts';
import type { Customers } from '#fixtures/population/roster.ts';
import { cellsOf } from '#fixtures/results/cells.ts';
import { portions } from '#fixtures/results/portions.ts';
import type { CampaignRecord, TenantData } from '#fixtures/world-data.ts';
import { audiencesOf } from '../../tenant/audiences.ts';
import { joined, mapped } from '../rows.ts';
import type { Rows } from '../rows.ts';
import { CONTROL_ACTION, recipientGroupsOf } from './actions.ts';
import type { Execution } from './executions.ts';

type Action = CampaignRecord['actions'][number];

/** What one part of the customers of an execution got: an action through a channel, or nothing in the control group. */
export interface Treatment {
  execution: Execution;
  /** `1` in the control group. */
  actionId: string;
  /** 0 in the control group. */
  recipientGroup: number;
  action: Action | null;
  message: Action['messages'][number] | null;
  /** Where its customers stand among those of the execution. */
  from: number;
  size: number;
}

/** One customer, and what they got. */
export interface Treated {
  customer: number;
  treatment: Treatment;
}

/** The treatments of an execution. Their customers come to what the results of the campaign count for each action and channel. */
export function treatmentsOf(execution: Execution): Treatment[] {
  const { campaign, occurrence } = execution;
  const cells = cellsOf(campaign);
  const sizes = portions(
    occurrence.targeted - occurrence.control,
    cells.map(({ weight }) => weight),
  );
  const groups = recipientGroupsOf(campaign);
  let from = occurrence.control;
  const tested = cells.map(({ action: id, channel }, at): Treatment => {
    const group = groups.find(({ action }) => action.id === id);
    const size = sizes[at] ?? 0;
    from += size;
    return {
      execution,
      actionId: id,
      recipientGroup: group?.number ?? 0,
      action: group?.action ?? null,
      message: group?.action.messages.find((message) => message.channel === channel) ?? null,
      from: from - size,
      size,
    };
  });
  const control = { actionId: CONTROL_ACTION.id, recipientGroup: 0, action: null, message: null };
  return [{ execution, ...control, from: 0, size: occurrence.control }, ...tested].filter(
    ({ size }) => size > 0,
  );
}

/** The customers of an execution: members of its target group, and where those were more than are left today, others too. */
function targetedBy(tenant: TenantData, { campaign, occurrence }: Execution): Customers {
  const roster = rosterOf(tenant.facts);
  const group = tenant.collections['target-groups'].find(({ id }) => id === campaign.target_group.id);
  const set = group === undefined ? NOBODY : audiencesOf(tenant).of(group.criteria, group.exclusions);
  const turn = Number(occurrence.id) * 977;
  const parts = [turned(roster.of(set), turn), turned(roster.of(complement(set)), turn)] as const;
  const [members] = parts;
  return {
    ...joined(parts),
    size: Math.min(occurrence.targeted, roster.size),
    placeOf(number) {
      const place = parts[0].placeOf(number);
      if (place !== -1) return place;
      const other = parts[1].placeOf(number);
      return other === -1 ? -1 : members.size + other;
    },
  };
}

function turned(customers: Customers, turn: number): Customers {
  const { size } = customers;
  return {
    size,
    at: (place) => customers.at((place + turn) % size),
    placeOf(number) {
      const place = customers.placeOf(number);
      return place === -1 ? -1 : (place + size - (turn % size)) % size;
    },
  };
}

/** Every customer of an execution with their treatment; `wanted` leaves treatments out. */
export function treatedBy(
  tenant: TenantData,
  execution: Execution,
  wanted: (treatment: Treatment) => boolean = () => true,
): Rows<Treated> {
  const customers = targetedBy(tenant, execution);
  return joined(
    treatmentsOf(execution)
      .filter(wanted)
      .map((treatment) => ({
        size: treatment.size,
        at: (place) => ({ customer: customers.at(treatment.from + place), treatment }),
      })),
  );
}

/** What one customer got in an execution; null for whoever was not targeted. */
export function treatmentOf(tenant: TenantData, execution: Execution, customer: number): Treatment | null {
  const customers = targetedBy(tenant, execution);
  const place = customers.placeOf(customer);
  if (place === -1 || place >= customers.size) return null;
  return treatmentsOf(execution).find(({ from, size }) => place >= from && place < from + size) ?? null;
}

/** The same treated customers as rows of another shape. */
export function treatedRows<Row>(
  tenant: TenantData,
  executions: readonly Execution[],
  row: (treated: Treated) => Row,
  wanted?: (treatment: Treatment) => boolean,
): Rows<Row> {
  return joined(executions.map((execution) => mapped(treatedBy(tenant, execution, wanted), row)));
}

/** An execution that was called off, as it would have been: everybody in the target group. */
export function asPlanned(tenant: TenantData, execution: Execution): Execution {
  const { campaign, occurrence } = execution;
  const group = tenant.collections['target-groups'].find(({ id }) => id === campaign.target_group.id);
  const targeted = group?.size ?? 0;
  const control = Math.round((targeted * campaign.control_group_percent) / 100);
  return { ...execution, occurrence: { ...occurrence, targeted, control } };
}
