import { defineCheck } from '../../define.ts';
import { NotApplicable, NotTestable, Violation } from '../../finding.ts';
import { rewriteStructured } from '../../sabotage.ts';
import { builderFor, propertiesOf } from '../../tool-catalog.ts';
import type { ToolDefinition } from '../../tool-catalog.ts';
import { jsonSchema } from '../../wire.ts';
import type { Json } from '../../wire.ts';

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

/** The example in the words of the tool's own schema, since the page prescribes no names of parameters. */
function depositsAbove100(tool: ToolDefinition, name: string): Json {
  const properties = propertiesOf(tool);
  const conditions = nameFor(/condition|filter|predicate|criteria/u, properties);
  const fields = jsonSchema.safeParse(
    jsonSchema.safeParse(properties[conditions]?.['items']).data?.['properties'],
  );
  const ofCondition = fields.data ?? { property: {}, operator: {}, value: {} };
  const [operator, value] = [nameFor(/^op|compar/u, ofCondition), nameFor(/value|threshold/u, ofCondition)];
  const args = {
    name,
    [nameFor(/event/u, properties)]: 'deposit',
    [conditions]: [
      {
        [nameFor(/property|field|attribute/u, ofCondition)]: 'amount',
        [operator]: wordForAbove(ofCondition[operator]),
        [value]: /"(?:number|integer)"/u.test(JSON.stringify(ofCondition[value])) ? 100 : '100',
      },
    ],
  };
  const required = jsonSchema.safeParse(tool.inputSchema).data?.['required'];
  const missing = (Array.isArray(required) ? required : []).filter((one) => !(String(one) in args));
  if (missing.length > 0)
    throw new NotTestable(`${tool.name} wants what the example does not say: ${missing.join(', ')}`);
  return args;
}

function nameFor(pattern: RegExp, properties: Json): string {
  const name = Object.keys(properties).find((one) => pattern.test(one));
  if (name === undefined)
    throw new NotTestable(`no parameter of the tool that drafts a trigger is called ${pattern.source}`);
  return name;
}

/** Of the operators that the schema knows, the one for "greater than". */
function wordForAbove(schema: unknown): unknown {
  const words = jsonSchema.safeParse(schema).data?.['enum'];
  const above = Array.isArray(words)
    ? words.find((word) => /^(?:gt|>|greater|above|more)/iu.test(String(word)))
    : null;
  return above ?? 'gt';
}
