import { NotTestable } from '../finding.ts';
import { propertiesOf } from '../tool-catalog.ts';
import type { ToolDefinition } from '../tool-catalog.ts';
import { jsonSchema } from '../client/wire.ts';
import type { Json } from '../client/wire.ts';

/** The arguments for the page's example of a trigger, in the words of the tool's own schema, since the page prescribes no names of parameters. */
export function depositsAbove100(tool: ToolDefinition, name: string): Json {
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
