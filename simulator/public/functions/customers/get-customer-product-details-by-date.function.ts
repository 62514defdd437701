import { PRODUCT, NO_PRODUCTS } from '../../data/products.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { day } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomerProductDetailsByDate',
  summary: 'The products in the messages of a day. No tenant of the demo world has products: always empty.',
  evidence: 'inferred',
  query: { Date: day },
  row: PRODUCT,
  rows: () => NO_PRODUCTS,
});
