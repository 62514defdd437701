import { PAGE_SIZE } from '../limits.ts';
import { defineResource } from './define.ts';

export default defineResource({
  name: 'schema',
  title: 'Schema',
  description: 'Customer attributes, events, lifecycle stages, metrics, dimensions and tags of the tenant.',
  uri: 'optimove://{tenant}/schema',
  tool: 'optimove_search_schema',
  args: () => ({ limit: PAGE_SIZE.max }),
});
