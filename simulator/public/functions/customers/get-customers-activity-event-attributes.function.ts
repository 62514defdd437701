import { z } from 'zod';
import { rosterOf } from '#fixtures/population/roster.ts';
import { customerNumber } from '../../data/customer-ids.ts';
import { localDay } from '../../data/days.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { rowsOf } from '../../rows.ts';
import { day } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomersActivityEventAttributes',
  summary: 'The events that were reported of customers on a day, with their parameters.',
  evidence: 'inferred',
  query: { Date: day },
  row: {
    Event: z.string(),
    Timestamp: z.string(),
    Attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  },
  rows({ world, tenant }, { Date }) {
    const roster = rosterOf(tenant.facts);
    const reported = world.publicRecords.events.all(tenant.facts.id);
    return rowsOf(
      reported.flatMap(({ customer, event, time, context }) => {
        const number = customerNumber(customer, roster);
        return number === null || localDay(tenant, time) !== Date
          ? []
          : [{ customer: number, Event: event, Timestamp: time, Attributes: context }];
      }),
    );
  },
});
