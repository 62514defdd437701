import { builderCategory } from './category.ts';

export default builderCategory('catalog.builder-target-groups', 'target_group', {
  what: 'words to describe the group in',
  parameter: /description|text|audience/u,
});
