import { z } from 'zod';
import { actionNames } from '../../data/actions.ts';
import { byName } from '../../data/lookups.ts';
import { defineRead } from '../../define.ts';
import { noSuch } from '../../problem.ts';
import { integer, text } from '../../schema.ts';

export default defineRead({
  path: '/Actions/GetActionID',
  summary: 'The first action of a name.',
  evidence: 'documented',
  query: { ActionName: text },
  answer: z.object({ ActionID: integer }),
  handle({ tenant }, { ActionName }) {
    const actions = [...actionNames(tenant)].map(([id, name]) => ({ id, name }));
    const found = byName(actions, ActionName);
    return found === undefined ? noSuch('action', ActionName) : { ActionID: found.id };
  },
});
