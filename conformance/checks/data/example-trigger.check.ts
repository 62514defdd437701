import { defineCheck } from '../../define.ts';
import { depositsAbove100 } from '../../samples/example-trigger.ts';
import { NotApplicable, Violation } from '../../finding.ts';
import { rewriteStructured } from '../../sabotage/sabotage.ts';
import { builderFor } from '../../tool-catalog.ts';
import { jsonSchema } from '../../client/wire.ts';

export default defineCheck({
  requirement: 'data.example-trigger',
  drafts: true,
  async run(connector) {
    const tool = builderFor(await connector.catalog(), 'trigger');
    if (tool === undefined) throw new NotApplicable('the connector offers no tool that drafts a trigger');
    const session = await connector.as('wide');
    const witness = connector.witness();
    // A name that no run before has taken.
    const name = `Deposits above 100 (${(await witness.world()).hash.slice(0, 8)})`;
    const calls: Awaited<ReturnType<typeof session.call>>[] = [];
    const entries = await witness.during(async () =>
      calls.push(await session.call(tool.name, depositsAbove100(tool, name))),
    );
    const evidence = { calls: calls.map(({ exchange }) => exchange), journal: entries };
    const draft = jsonSchema.safeParse(calls[0]?.structured['draft']).data;
    if (draft === undefined) throw new Violation(`no draft came of it: ${calls[0]?.text ?? ''}`, evidence);
    if (draft['status'] !== 'draft')
      throw new Violation(`what came of it is ${String(draft['status'])}, no draft`, evidence);
    const effects = entries.map(({ effect }) => effect).filter((effect) => effect !== 'read');
    if (effects.join() !== 'create_draft') {
      throw new Violation(
        `the API saw ${effects.join(', ') || 'nothing'} where one draft was asked for`,
        evidence,
      );
    }
    return `draft trigger ${String(draft['id'])}`;
  },
  saboteurs: [
    {
      breaks: 'arms the trigger at once',
      caught: /is armed, no draft/u,
      sabotage: (wire) =>
        rewriteStructured(wire, (structured) =>
          'draft' in structured
            ? { ...structured, draft: { ...jsonSchema.parse(structured['draft']), status: 'armed' } }
            : structured,
        ),
    },
  ],
});
