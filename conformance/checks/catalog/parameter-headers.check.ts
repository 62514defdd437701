import { z } from 'zod';
import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteTool } from '../../sabotage/sabotage.ts';
import { propertiesOf } from '../../tool-catalog.ts';
import type { ToolDefinition } from '../../tool-catalog.ts';
import { jsonSchema } from '../../client/wire.ts';
import type { Json } from '../../client/wire.ts';

const KEY = 'x-mcp-header';
const PRIMITIVE = new Set<unknown>(['integer', 'string', 'boolean']);
/** A token of RFC 9110, section 5.6.2. */
const token = z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/u);

export default defineCheck({
  requirement: 'catalog.parameter-headers',
  async run(connector) {
    const tools = await connector.catalog();
    const problems = tools.flatMap((tool) => problemsOf(tool).map((problem) => `${tool.name}: ${problem}`));
    if (problems.length > 0) throw new Violation(`clients have to drop these tools: ${problems.join('; ')}`);
    const mirrored = JSON.stringify(tools).split(`"${KEY}"`).length - 1;
    return `${tools.length} tools, ${mirrored} parameters repeated in a header`;
  },
  saboteurs: [
    {
      breaks: 'repeats two parameters in one header',
      caught: /the header Region is of more than one parameter/u,
      sabotage: (wire) => withParameters(wire, { a: header('Region'), b: header('region') }),
    },
    {
      breaks: 'repeats a list in a header',
      caught: /list is repeated in a header, and is no text, integer or boolean/u,
      sabotage: (wire) => withParameters(wire, { list: { type: 'array', [KEY]: 'List' } }),
    },
    {
      breaks: 'names a header with a space',
      caught: /is no name of a header/u,
      sabotage: (wire) => withParameters(wire, { a: header('my region') }),
    },
    {
      breaks: 'repeats what lies deep in a list',
      caught: /repeats something in a header that is no plain parameter/u,
      sabotage: (wire) => withParameters(wire, { list: { type: 'array', items: header('Deep') } }),
    },
  ],
});

function problemsOf(tool: ToolDefinition): string[] {
  const parameters = nested(propertiesOf(tool));
  const mirrored = parameters.filter(([, schema]) => KEY in schema);
  const names = mirrored.map(([, schema]) => String(schema[KEY]).toLowerCase());
  return [
    ...mirrored.flatMap(([name, schema]) => [
      ...(token.safeParse(schema[KEY]).success
        ? []
        : [`${JSON.stringify(schema[KEY])} is no name of a header`]),
      ...(PRIMITIVE.has(schema['type'])
        ? []
        : [`${name} is repeated in a header, and is no text, integer or boolean`]),
    ]),
    ...mirrored.flatMap(([, schema], at) =>
      names.indexOf(String(schema[KEY]).toLowerCase()) < at
        ? [`the header ${String(mirrored[0]?.[1][KEY])} is of more than one parameter`]
        : [],
    ),
    ...(JSON.stringify(tool.inputSchema ?? {}).split(`"${KEY}"`).length - 1 > mirrored.length
      ? ['repeats something in a header that is no plain parameter']
      : []),
  ];
}

/** Parameters, and what lies in them by `properties` alone. */
function nested(properties: Record<string, Json>): [string, Json][] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const inner = z.record(z.string(), jsonSchema).safeParse(schema['properties']).data ?? {};
    return [[name, schema] as [string, Json], ...nested(inner)];
  });
}

function header(name: string): Json {
  return { type: 'string', [KEY]: name };
}

function withParameters(
  wire: Parameters<typeof rewriteTool>[0],
  properties: Json,
): ReturnType<typeof rewriteTool> {
  return rewriteTool(
    wire,
    ({ name }) => String(name).includes('get_stream'),
    (tool) => ({ ...tool, inputSchema: { type: 'object', properties } }),
  );
}
