import { PRODUCT, NO_PRODUCTS } from '../../data/products.ts';
import { defineCustomerRead } from '../../customer-read.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomerProductRecommendations',
  summary: 'The products recommended to customers. No tenant of the demo world has products: always empty.',
  evidence: 'inferred',
  query: {},
  row: PRODUCT,
  rows: () => NO_PRODUCTS,
});
