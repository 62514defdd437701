import { executedOn } from '../../data/executions.ts';
import { isOneTime, sendRow, SEND_ROW } from '../../data/one-time.ts';
import { treatedRows } from '../../data/treatments.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { day } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomerOneTimeActionsByDate',
  summary: 'The customers of the one-time campaigns of a day.',
  evidence: 'inferred',
  query: { Date: day },
  row: SEND_ROW,
  rows: ({ tenant }, { Date }) => treatedRows(tenant, executedOn(tenant, Date).filter(isOneTime), sendRow),
});
