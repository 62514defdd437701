import { draftCall } from '../../samples/any-call.ts';
import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import type { Answer } from '../../client/mcp-client.ts';
import { besideCalls } from '../../sabotage/sabotage.ts';

const LESS = 'viewer';

export default defineCheck({
  requirement: 'permissions.lowered-role',
  drafts: true,
  async run(connector) {
    const witness = connector.witness();
    const { email } = connector.credentials('wide');
    const session = await connector.as('wide');
    const drafted = async (name: string) => {
      const call = await draftCall(connector, name);
      const answers: Answer[] = [];
      const journal = await witness.during(async () =>
        answers.push(await session.call(call.tool, call.arguments)),
      );
      const made = journal.some(({ effect, status }) => effect === 'create_draft' && status < 300);
      return { made, journal, answers, calls: answers.map(({ exchange }) => exchange) };
    };
    const before = await drafted('Draft of a marketer');
    if (!before.made) throw new NotTestable(`no draft was made: ${before.answers[0]?.text ?? ''}`);
    const role = await witness.role(email);
    try {
      await witness.change(email, { role: LESS });
      const { made, answers, calls, journal } = await drafted('Draft of a viewer');
      if (made) throw new Violation(`a ${role} who became a ${LESS} drafts on`, { calls, journal });
      if (answers.some(({ kind }) => kind === 'result'))
        throw new Violation(`a ${role} who became a ${LESS} is told that a draft was made`, {
          calls,
          journal,
        });
    } finally {
      await witness.change(email, { role });
    }
    return `the next call of a ${role} who became a ${LESS} drafts nothing`;
  },
  saboteurs: [
    {
      breaks: 'drafts in the name of a service that may',
      caught: /who became a viewer drafts on/u,
      sabotage: (wire) =>
        besideCalls(wire, ({ tool, arguments: args }) => {
          if (tool.includes('create_draft') && String(args['name']).includes('viewer'))
            wire.mischief.upstream('create_draft');
        }),
    },
  ],
});
