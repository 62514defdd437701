import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startStack, type Stack } from '../stack.ts';
import { returnToHost } from './person.ts';
import { runProgram, type ProgramRun } from './run-program.ts';
import { DRAFTS_OF_THE_LAST_HOUR, draftIds, LAPSED_VIP, segmentDefinition } from './three-drafts.ts';

const program = fileURLToPath(
  new URL(
    '../../node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js',
    import.meta.url,
  ),
);
const toolsSchema = z.object({ result: z.object({ tools: z.array(z.object({ name: z.string() })) }) });
const callSchema = z.object({ result: z.object({ structuredContent: z.unknown() }) });

/** An entry of the Inspector's configuration. */
const at = (url: string) => ({ type: 'http', url, protocolEra: 'auto' });

let stack: Stack;
let home: string;
beforeAll(async () => {
  stack = await startStack();
  home = await mkdtemp(join(tmpdir(), 'mcp-inspector-'));
  const servers = {
    optimove: at(stack.connector),
    narrowed: at(`${stack.connector}/t/lumenplay?read_only=true`),
  };
  await writeFile(join(home, 'mcp.json'), JSON.stringify({ mcpServers: servers }));
});
afterAll(async () => {
  await stack.stop();
  await rm(home, { recursive: true });
});

/** Runs the Inspector's command line on the connector; when it asks for a browser, a person signs in and approves. */
async function inspect(options: string[], server: 'optimove' | 'narrowed' = 'optimove'): Promise<ProgramRun> {
  let approval: Promise<unknown> | undefined;
  const run = await runProgram(
    program,
    ['--cli', '--config', join(home, 'mcp.json'), '--server', server, '--format', 'json', ...options],
    {
      env: {
        HOME: home,
        MCP_STORAGE_DIR: home,
        MCP_INSPECTOR_SECRET_STORE: 'file',
        MCP_AUTO_OPEN_ENABLED: 'true',
        BROWSER: '/bin/true',
      },
      onOutput(said) {
        const url = /\bhttps?:\/\/\S+\/oauth\/authorize\?\S+/.exec(said)?.[0];
        if (url !== undefined) approval ??= returnToHost(new URL(url));
      },
    },
  );
  await approval;
  return run;
}

async function call(tool: { name: string; arguments: unknown }): Promise<unknown> {
  const options = ['--tool-name', tool.name, '--tool-args-json', JSON.stringify(tool.arguments)];
  const run = await inspect(['--method', 'tools/call', ...options]);
  expect(run).toMatchObject({ exitCode: 0 });
  return callSchema.parse(JSON.parse(run.stdout)).result.structuredContent;
}

describe('MCP Inspector command line', () => {
  test('lists the tools through its own OAuth, and finds no schema that a host would refuse', async () => {
    const run = await inspect(['--method', 'tools/list', '--strict']);

    expect(run).toMatchObject({ exitCode: 0 });
    expect(toolsSchema.parse(JSON.parse(run.stdout)).result.tools.length).toBeGreaterThanOrEqual(17);
  });

  test('signs in at the address of one tenant', async () => {
    const run = await inspect(['--method', 'tools/list'], 'narrowed');

    expect(run).toMatchObject({ exitCode: 0 });
    expect(toolsSchema.parse(JSON.parse(run.stdout)).result.tools.length).toBeGreaterThanOrEqual(17);
  });

  test('lists the three drafts of the last hour', async () => {
    const run = await call(DRAFTS_OF_THE_LAST_HOUR);

    expect(draftIds(run)).toHaveLength(3);
  });

  test('shows the predicate tree of lapsed_vip', async () => {
    const run = await call(LAPSED_VIP);

    expect(segmentDefinition(run)).toHaveProperty('children');
  });

  test('finds the templates, and reads a segment by its address', async () => {
    const templates = await inspect(['--method', 'resources/templates/list']);
    const read = await inspect([
      '--method',
      'resources/read',
      '--uri',
      'optimove://lumenplay/segments/lapsed_vip',
    ]);

    expect(templates.stdout).toContain('"optimove://{tenant}/segments/{id}"');
    expect(read).toMatchObject({ exitCode: 0 });
    expect(read.stdout).toContain('lapsed_vip');
  });

  test('offers the prompts, and fills one in', async () => {
    const prompts = await inspect(['--method', 'prompts/list']);
    const filled = ['--prompt-name', 'explain_segment', '--prompt-args', 'segment=lapsed_vip'];
    const prompt = await inspect(['--method', 'prompts/get', ...filled]);

    expect(prompts.stdout).toContain('"weekly_performance_review"');
    expect(prompt.stdout).toContain('Call optimove_get_segment with');
  });
});
