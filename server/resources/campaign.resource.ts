import { defineEntityResource } from './define.ts';

export default defineEntityResource({
  name: 'campaign',
  title: 'Campaign',
  description:
    'A campaign with its whole definition: audience, actions, channels, schedule, approval, notes and past occurrences.',
  collection: 'campaigns',
  hasDetail: true,
});
