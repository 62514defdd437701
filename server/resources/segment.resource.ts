import { defineEntityResource } from './define.ts';

export default defineEntityResource({
  name: 'segment',
  title: 'Segment',
  description: 'A segment: every predicate as JSON and in plain words, latest count and where used.',
  collection: 'segments',
});
