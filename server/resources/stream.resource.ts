import { defineEntityResource } from './define.ts';

export default defineEntityResource({
  name: 'stream',
  title: 'Stream',
  description:
    'A stream with its whole definition: every step, treatments, control share and member campaigns.',
  collection: 'streams',
  hasDetail: true,
});
