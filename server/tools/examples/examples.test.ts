import { AjvJsonSchemaValidator } from '@modelcontextprotocol/server/validators/ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type DemoConnector, openDemoConnector } from '../../testing/demo-connector.ts';
import { definitionOf } from '../definition.ts';
import { loadTools } from '../registry.ts';
import { runExample } from '../testing/run-example.ts';
import { toolsPage } from '../testing/tools-page.ts';
import { EXAMPLES } from './categories.ts';

const validator = new AjvJsonSchemaValidator();
const tools = await loadTools();
const examples = Object.values(EXAMPLES).flat();

let demo: DemoConnector;
beforeAll(async () => {
  demo = await openDemoConnector();
});

describe('examples', () => {
  test('are there for every tool: add one to server/tools/examples/<category>.ts', () => {
    const shown = new Set<string>(examples.map(({ tool }) => tool));

    expect(tools.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
    expect(shown.size).toBe(examples.length);
  });

  test('stand in docs/tools.md as they are (npm run docs)', async () => {
    const published = readFileSync(join(import.meta.dirname, '../../../docs/tools.md'), 'utf8');

    expect(await toolsPage(await openDemoConnector())).toBe(published);
  });
});

describe.each(tools.map((tool) => ({ name: tool.name, tool })))('example of $name', ({ name, tool }) => {
  test('is answered with something, as the output schema says', async () => {
    const example = examples.find((one) => one.tool === name);
    if (example === undefined) throw new Error(`${name} has no example in server/tools/examples/.`);
    const { answer } = await runExample(demo, example);
    const validate = validator.getValidator({ ...definitionOf(tool).outputSchema });

    expect(validate(answer)).toMatchObject({ valid: true });
    expect(answer['items']).not.toEqual([]);
  });
});
