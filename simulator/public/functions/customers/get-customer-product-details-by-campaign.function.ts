import { executionOf } from '../../data/executions.ts';
import { PRODUCT, NO_PRODUCTS } from '../../data/products.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { Problem } from '../../problem.ts';
import { id } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomerProductDetailsByCampaign',
  summary:
    'The products in the messages of a campaign. No tenant of the demo world has products: always empty.',
  evidence: 'inferred',
  query: { CampaignID: id },
  row: PRODUCT,
  rows({ tenant }, { CampaignID }) {
    const execution = executionOf(tenant, CampaignID);
    return execution instanceof Problem ? execution : NO_PRODUCTS;
  },
});
