import { executedOn } from '../../data/executions.ts';
import { treatedRows } from '../../data/treatments.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { day, id } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomersByAction',
  summary: 'The customers of a recipient group who got an action on a day.',
  evidence: 'documented',
  query: { RecipientGroupID: id, ActionID: id, Date: day },
  row: {},
  rows: ({ tenant }, { RecipientGroupID, ActionID, Date }) =>
    treatedRows(
      tenant,
      executedOn(tenant, Date),
      ({ customer }) => ({ customer }),
      ({ actionId, recipientGroup }) =>
        actionId === String(Number(ActionID)) && recipientGroup === Number(RecipientGroupID),
    ),
});
