import { z } from 'zod';
import { actionNames } from '../../data/actions.ts';
import { defineRead } from '../../define.ts';
import { noSuch } from '../../problem.ts';
import { id } from '../../schema.ts';

export default defineRead({
  path: '/Actions/GetActionName',
  summary: 'The name of an action.',
  evidence: 'documented',
  query: { ActionID: id },
  answer: z.object({ ActionName: z.string() }),
  handle({ tenant }, { ActionID }) {
    const name = actionNames(tenant).get(String(Number(ActionID)));
    return name === undefined ? noSuch('action', ActionID) : { ActionName: name };
  },
});
