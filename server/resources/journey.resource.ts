import { defineEntityResource } from './define.ts';

export default defineEntityResource({
  name: 'journey',
  title: 'Journey',
  description: 'A journey with its whole definition: entry, every node, exits and goals.',
  collection: 'journeys',
  hasDetail: true,
});
