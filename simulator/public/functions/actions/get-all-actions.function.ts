import { z } from 'zod';
import { actionNames } from '../../data/actions.ts';
import { defineRead } from '../../define.ts';
import { integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Actions/GetAllActions',
  summary: 'The actions of all campaigns; 1 is that of control groups.',
  evidence: 'documented',
  query: {},
  answer: list({ ActionID: integer, ActionName: z.string() }),
  handle: ({ tenant }) => [...actionNames(tenant)].map(([id, name]) => ({ ActionID: id, ActionName: name })),
});
