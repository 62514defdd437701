import { readingCategory } from './category.ts';

export default readingCategory('catalog.mission-control', 'Mission Control', {
  'service status and the pipeline': /(platform|service|system).*(status|health)|pipeline/u,
  'running jobs': /(platform|running|list).*jobs/u,
  'execution errors': /execution_errors/u,
});
