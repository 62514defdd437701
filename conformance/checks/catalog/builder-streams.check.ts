import { builderCategory } from './category.ts';

export default builderCategory('catalog.builder-streams', 'stream', {
  what: 'steps or name',
  parameter: /step|name/u,
});
