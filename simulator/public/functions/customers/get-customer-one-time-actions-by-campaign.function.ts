import { executionOf } from '../../data/executions.ts';
import { isOneTime, sendRow, SEND_ROW } from '../../data/one-time.ts';
import { treatedRows } from '../../data/treatments.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { Problem } from '../../problem.ts';
import { id } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomerOneTimeActionsByCampaign',
  summary: 'The customers of a one-time campaign; none for a campaign that recurs.',
  evidence: 'inferred',
  query: { CampaignID: id },
  row: SEND_ROW,
  rows({ tenant }, { CampaignID }) {
    const execution = executionOf(tenant, CampaignID);
    if (execution instanceof Problem) return execution;
    return treatedRows(tenant, [execution].filter(isOneTime), sendRow);
  },
});
