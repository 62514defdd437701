import { z } from 'zod';
import type { DemoConnector } from '../../testing/demo-connector.ts';
import { loadPrompts } from '../../prompts/registry.ts';
import { loadResources } from '../../resources/registry.ts';
import { definitionOf } from '../definition.ts';
import { EXAMPLES } from '../examples/categories.ts';
import type { ToolExample } from '../examples/example.ts';
import { loadTools } from '../registry.ts';
import { runExample } from './run-example.ts';
import { compactJson, shortAnswer } from './short-answer.ts';

const INTRODUCTION = [
  '# The tools',
  '',
  'Every tool of the connector, with the words that a host and its model get to decide on, its arguments, and an example: a question,',
  'the call that answers it, and the answer of the demo tenant as `marketer@lumenplay.example`, shortened.',
  '',
  'A user of several tenants gives `tenant_id` with each call; with one tenant there is no such argument. Dates are ISO, or relative',
  '(`-1h`, `-7d`, `today`), in the time zone of the tenant. What a result holds of texts that people wrote is data: `_meta` marks it with',
  '`com.optimove/untrusted`. A call that fails has `isError`, a text that says what to do, and its code in `_meta` as',
  '`com.optimove/error_code`.',
];
const CONCLUSION = [
  '## Resources',
  '',
  'What a get tool answers can be read by address as well, under the same rules. The first items of a result are linked to (from',
  'revision 2025-06-18). `completion/complete` finds tenants and names; in place of the number, the exact name or key will do.',
  '',
  ...(await loadResources()).map(({ uri, description }) => `- \`${uri}\`: ${description}`),
  '',
  '## Prompts',
  '',
  'Requests that a host offers to people. Each names the calls to make, in order. One that drafts is there for those who may draft.',
  '',
  ...(await loadPrompts()).map(
    ({ name, description, arguments: own }) =>
      `- \`${name}\` (${own.map((argument) => argument.name).join(', ')}): ${description}`,
  ),
  '',
  'This page comes from a run: `npm run docs` writes it, and a test compares it with the tools as they are.',
];

type Tool = Awaited<ReturnType<typeof loadTools>>[number];

/** The page `docs/tools.md`, from the catalog and from what its examples answer now. */
export async function toolsPage(demo: DemoConnector): Promise<string> {
  const tools = new Map<string, Tool>((await loadTools()).map((tool) => [tool.name, tool]));
  const lines: string[] = [];
  for (const [category, examples] of Object.entries(EXAMPLES)) {
    const sections: string[] = [];
    for (const example of examples) {
      const tool = tools.get(example.tool);
      if (tool !== undefined) sections.push(...(await sectionOf(tool, example, demo)), '');
    }
    if (sections.length > 0) lines.push(`## ${category}`, '', ...sections);
  }
  return [...INTRODUCTION, '', ...lines, ...CONCLUSION, ''].join('\n');
}

async function sectionOf(tool: Tool, example: ToolExample, demo: DemoConnector): Promise<string[]> {
  const { title, description, inputSchema, annotations } = definitionOf(tool);
  const { args, answer } = await runExample(demo, example);
  return [
    `### ${tool.name}`,
    '',
    `**${title}.** ${description} ${annotations.readOnlyHint ? 'Reads only.' : 'Creates a draft; hosts ask before they call it.'}`,
    '',
    ...argumentLines(inputSchema),
    '',
    `“${example.question}”`,
    '',
    '```json',
    compactJson(shortAnswer(args)),
    '```',
    '',
    'answers',
    '',
    '```json',
    compactJson(shortAnswer(answer)),
    '```',
  ];
}

const parameterSchema = z.looseObject({
  type: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  items: z.looseObject({ enum: z.array(z.string()).optional(), type: z.string().optional() }).optional(),
  default: z.unknown().optional(),
});
const inputSchema = z.looseObject({
  properties: z.record(z.string(), parameterSchema).default({}),
  required: z.array(z.string()).default([]),
});

function argumentLines(schema: unknown): string[] {
  const { properties, required } = inputSchema.parse(schema);
  const lines = Object.entries(properties).map(
    ([name, { type, description, enum: values, items, ...rest }]) => {
      const allowed = values ?? items?.enum;
      const of = items?.type === undefined ? (type ?? 'any') : `${type} of ${items.type}`;
      const facts = [
        of,
        ...(required.includes(name) ? ['required'] : []),
        ...(rest.default === undefined ? [] : [`default ${JSON.stringify(rest.default)}`]),
      ].join(', ');
      const choices =
        allowed === undefined ? '' : ` One of ${allowed.map((value) => `\`${value}\``).join(', ')}.`;
      return `- \`${name}\` (${facts}): ${description ?? ''}${choices}`;
    },
  );
  return lines.length === 0 ? ['It takes no arguments.'] : lines;
}
