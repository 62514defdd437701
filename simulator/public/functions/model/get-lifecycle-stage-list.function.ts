import { z } from 'zod';
import { stagesOf } from '../../data/stages.ts';
import { defineRead } from '../../define.ts';
import { integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Model/GetLifecycleStageList',
  summary: 'The stages of the customer life cycle.',
  evidence: 'documented',
  query: {},
  answer: list({ StageID: integer, StageName: z.string() }),
  handle: ({ tenant }) => stagesOf(tenant).map(({ id, name }) => ({ StageID: id, StageName: name })),
});
