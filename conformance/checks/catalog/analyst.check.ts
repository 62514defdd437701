import { readingCategory } from './category.ts';

export default readingCategory('catalog.analyst', 'Analyst', {
  'campaign performance': /performance/u,
  'channel metrics': /channel.*metric/u,
  'audience size and segment counts': /audience|count|size/u,
  dashboard: /dashboard|kpi/u,
});
