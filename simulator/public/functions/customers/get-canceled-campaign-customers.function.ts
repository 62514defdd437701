import { executionOf } from '../../data/executions.ts';
import { PROMISED, promised } from '../../data/promised.ts';
import { asPlanned, treatedRows } from '../../data/treatments.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { Problem } from '../../problem.ts';
import { id } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCanceledCampaignCustomers',
  summary: 'The customers whom a cancelled campaign would have addressed; none for any other campaign.',
  evidence: 'documented',
  query: { CampaignID: id },
  row: PROMISED,
  rows({ tenant }, { CampaignID }) {
    const execution = executionOf(tenant, CampaignID);
    if (execution instanceof Problem) return execution;
    const cancelled = execution.occurrence.status === 'cancelled' ? [asPlanned(tenant, execution)] : [];
    return treatedRows(tenant, cancelled, promised);
  },
});
