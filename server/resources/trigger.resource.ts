import { defineEntityResource } from './define.ts';

export default defineEntityResource({
  name: 'trigger',
  title: 'Trigger',
  description:
    'A trigger with its whole definition: event, conditions, frequency cap and attached campaigns.',
  collection: 'triggers',
  hasDetail: true,
});
