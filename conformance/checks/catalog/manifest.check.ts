import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteTool } from '../../sabotage/sabotage.ts';
import type { ToolDefinition } from '../../tool-catalog.ts';
import { jsonSchema } from '../../client/wire.ts';

/** Keywords that hosts refuse at the root of an input schema. */
const NOT_AT_ROOT = ['anyOf', 'oneOf', 'allOf', 'not', 'enum'];

export default defineCheck({
  requirement: 'catalog.manifest',
  async run(connector) {
    const tools = await connector.catalog();
    const problems = tools.flatMap((tool) => problemsOf(tool).map((problem) => `${tool.name}: ${problem}`));
    if (problems.length > 0) throw new Violation(`incomplete or invalid definitions: ${problems.join('; ')}`);
    return `${tools.length} complete definitions`;
  },
  saboteurs: [
    {
      breaks: 'keeps part of an input schema at an address elsewhere',
      caught: /refers to https:/u,
      sabotage: (wire) =>
        rewriteTool(
          wire,
          () => true,
          (tool) => ({
            ...tool,
            inputSchema: { type: 'object', properties: { id: { $ref: 'https://schemas.test/id' } } },
          }),
        ),
    },
    {
      breaks: 'describes one tool with no word',
      caught: /no description/u,
      sabotage: (wire) =>
        rewriteTool(
          wire,
          () => true,
          ({ description: _description, ...tool }) => tool,
        ),
    },
  ],
});

function problemsOf(tool: ToolDefinition): string[] {
  const described = typeof tool.description === 'string' && tool.description.trim() !== '';
  return [
    ...(described ? [] : ['no description']),
    ...schemaProblems('inputSchema', tool.inputSchema),
    ...(tool.outputSchema === undefined ? [] : schemaProblems('outputSchema', tool.outputSchema)),
  ];
}

function schemaProblems(name: string, given: unknown): string[] {
  const schema = jsonSchema.safeParse(given);
  if (!schema.success) return [`no ${name}`];
  const remote = /"\$ref":"([^#"][^"]*)"/u.exec(JSON.stringify(schema.data))?.[1];
  if (remote !== undefined) return [`${name} refers to ${remote}`];
  const atRoot = NOT_AT_ROOT.filter((keyword) => name === 'inputSchema' && keyword in schema.data);
  if (atRoot.length > 0) return [`${name} has ${atRoot.join(', ')} at its root`];
  if (name === 'inputSchema' && schema.data['type'] !== 'object')
    return [`${name} does not describe an object`];
  try {
    new AjvJsonSchemaValidator().getValidator(schema.data);
    return [];
  } catch (error) {
    return [`${name} is no valid JSON Schema: ${error instanceof Error ? error.message : ''}`];
  }
}
