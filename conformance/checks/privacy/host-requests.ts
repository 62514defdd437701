import type { Check } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { post } from '../../client/raw-request.ts';
import type { RequirementId } from '../../ledger/requirements.ts';
import { callsOfTools } from '../../samples/sample-answers.ts';
import { rewriteResult } from '../../sabotage/sabotage.ts';

/** A host that offers everything a connector could ask it for. */
const CAPABILITIES = { roots: {}, sampling: {}, elicitation: { form: {} } };

/** Judges that no call leads to a request to the host of this method, although the host offers it. */
export function neverAsks(requirement: RequirementId, method: string): Check {
  const asking = {
    resultType: 'input_required',
    inputRequests: { one: { method, params: {} } },
    requestState: 's',
  };
  return {
    requirement,
    drafts: true,
    async run(connector, { seed }) {
      const { era } = await connector.as('wide');
      const token = await connector.token('wide');
      let answered = 0;
      for (const { tool, arguments: args } of await callsOfTools(connector, {
        seed,
        each: 2,
        builders: true,
      })) {
        const { body, status, exchange } = await post(connector, {
          era,
          bearer: await token(),
          method: 'tools/call',
          params: { name: tool, arguments: args },
          capabilities: CAPABILITIES,
        });
        if (body.includes(`"${method}"`))
          throw new Violation(`${tool} asks the host for ${method}`, { calls: [exchange] });
        if (status === 200) answered += 1;
      }
      if (answered === 0) throw new NotTestable('no call was answered to a host that offers everything');
      return `${answered} calls, none asks for ${method}`;
    },
    saboteurs: [
      {
        breaks: `asks the host for ${method} before it answers`,
        caught: /asks the host for/u,
        sabotage: (wire) =>
          rewriteResult(wire, (result, { tool }) => (tool.includes('get_tenant') ? asking : result)),
      },
      {
        breaks: `asks the host for ${method} when it drafts something with a description`,
        caught: /optimove_create_draft_\w+ asks the host for/u,
        hides: 'rare argument',
        sabotage: (wire) =>
          rewriteResult(wire, (result, { tool, arguments: args }) =>
            tool.includes('create_draft') && args['description'] !== undefined ? asking : result,
          ),
      },
    ],
  };
}
