import { executionOf } from '../../data/executions.ts';
import { PROMISED, promised } from '../../data/promised.ts';
import { treatedRows } from '../../data/treatments.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { Problem } from '../../problem.ts';
import { id } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetProcessedCampaignCustomers',
  summary: 'The customers of a campaign that was processed for execution.',
  evidence: 'inferred',
  query: { CampaignID: id },
  row: PROMISED,
  rows({ tenant }, { CampaignID }) {
    const execution = executionOf(tenant, CampaignID);
    return execution instanceof Problem ? execution : treatedRows(tenant, [execution], promised);
  },
});
