import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import { propertiesOf } from '../tool-catalog.ts';
import type { ToolDefinition } from '../tool-catalog.ts';
import { jsonSchema } from '../client/wire.ts';
import type { Json } from '../client/wire.ts';

/** Values of which every schema refuses some. */
const VALUES: readonly unknown[] = ['conformance: nobody means this', -987_654_321, {}, [{}]];
export const UNKNOWN_ARGUMENT = 'conformance_no_such_argument';

/** A call that breaks the input schema of its tool in one argument. */
export interface WrongCall {
  tool: string;
  /** What is wrong, `argument limit is {}`. */
  what: string;
  argument: string;
  arguments: Json;
}

/** Every argument of a right call made wrong, left out or added, one at a time; the schema itself decides what is wrong. */
export function wrongCallsOf(tool: ToolDefinition, right: Json): WrongCall[] {
  const isValid = new AjvJsonSchemaValidator().getValidator(jsonSchema.parse(tool.inputSchema));
  const known = Object.keys(propertiesOf(tool));
  const changed = known.flatMap((argument) =>
    VALUES.map((value) => ({
      argument,
      what: `argument ${argument} is ${JSON.stringify(value)}`,
      arguments: { ...right, [argument]: value },
    })),
  );
  const left = Object.keys(right).map((argument) => {
    const { [argument]: _left, ...rest } = right;
    return { argument, what: `argument ${argument} is missing`, arguments: rest };
  });
  const added = {
    argument: UNKNOWN_ARGUMENT,
    what: `argument ${UNKNOWN_ARGUMENT} is not in the schema`,
    arguments: { ...right, [UNKNOWN_ARGUMENT]: 1 },
  };
  return [...changed, ...left, added]
    .filter((call) => !isValid(call.arguments).valid)
    .map((call) => ({ tool: tool.name, ...call }));
}
