import { CUSTOMER_SEND, customerSends } from '../../data/customer-sends.ts';
import { executionOf } from '../../data/executions.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { Problem } from '../../problem.ts';
import { mapped } from '../../rows.ts';
import { flag, id, integer } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomerSendDetailsByCampaign',
  summary: 'What a campaign sent to each customer.',
  evidence: 'documented',
  query: { CampaignID: id, IncludeTemplateIDs: flag.optional() },
  row: { ...CUSTOMER_SEND, TemplateID: integer.optional() },
  rows({ tenant }, { CampaignID, IncludeTemplateIDs }) {
    const execution = executionOf(tenant, CampaignID);
    if (execution instanceof Problem) return execution;
    const sends = customerSends(tenant, execution);
    return IncludeTemplateIDs === true ? sends : mapped(sends, ({ TemplateID: _template, ...send }) => send);
  },
});
