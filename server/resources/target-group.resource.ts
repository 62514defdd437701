import { defineEntityResource } from './define.ts';

export default defineEntityResource({
  name: 'target_group',
  title: 'Target group',
  description: 'A target group: criteria as JSON and in plain words, exclusions, priority and latest size.',
  collection: 'target-groups',
});
