import { defineEntityResource } from './define.ts';

export default defineEntityResource({
  name: 'promotion',
  title: 'Promotion',
  description: 'A promotion: code, reward, validity, limits and the campaigns that use it.',
  collection: 'promotions',
});
