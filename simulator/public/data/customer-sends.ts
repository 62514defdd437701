import { z } from 'zod';
import type { TenantData } from '#fixtures/world-data.ts';
import { integer } from '../schema.ts';
import type { Execution } from './executions.ts';
import { sendOf } from './sends.ts';
import { treatedRows } from './treatments.ts';
import type { Treatment } from './treatments.ts';

export const CUSTOMER_SEND = { ChannelID: integer, ScheduledTime: z.string(), SendID: z.string() };

/** What an execution sent to each of its customers: nothing when it failed. */
export function customerSends(
  tenant: TenantData,
  execution: Execution,
  wanted: (treatment: Treatment) => boolean = () => true,
) {
  return treatedRows(
    tenant,
    execution.occurrence.status === 'successful' ? [execution] : [],
    ({ customer, treatment: { message, actionId } }) => ({
      customer,
      ChannelID: message?.channel_id ?? 0,
      ...(message === null ? NEVER : sendOf(tenant, execution, actionId, message)),
    }),
    (treatment) => treatment.message !== null && wanted(treatment),
  );
}

/** Of the control group, which is left out. */
const NEVER = { SendID: '', TemplateID: 0, ScheduledTime: '' };
