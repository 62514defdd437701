import { builderCategory } from './category.ts';

export default builderCategory('catalog.builder-campaigns', 'campaign', {
  what: 'name of the draft',
  parameter: /^name$/u,
});
