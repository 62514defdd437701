import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadTools } from './registry.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tools-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const write = (file: string, tool: object | null) =>
  writeFileSync(join(folder, file), tool === null ? 'export {};' : `export default ${JSON.stringify(tool)};`);

describe('loadTools', () => {
  test('finds the tools of the catalog, sorted by name and frozen', async () => {
    const tools = await loadTools();

    const names = tools.map(({ name }) => name);
    expect(names).toEqual(names.toSorted());
    expect(names).toContain('optimove_list_campaigns');
    expect(new Set(names).size).toBe(names.length);
    expect(Object.isFrozen(tools) && tools.every((tool) => Object.isFrozen(tool))).toBe(true);
  });

  test('refuses an empty folder', async () => {
    await expect(loadTools(folder)).rejects.toThrow('No tool was found');
  });

  test.each([
    ['a file without a tool', 'list-things.tool.ts', null, 'has no tool as its default export'],
    [
      'a tool of another kind',
      'list-things.tool.ts',
      { kind: 'write', name: 'optimove_list_things' },
      'has no tool',
    ],
    ['a name of another form', 'List.tool.ts', { kind: 'read', name: 'optimove_List' }, 'does not match'],
    [
      'a name that is too long',
      `${'a'.repeat(56)}.tool.ts`,
      { kind: 'read', name: `optimove_${'a'.repeat(56)}` },
      'does not match',
    ],
    [
      'a name that is not the file’s',
      'list-things.tool.ts',
      { kind: 'read', name: 'optimove_list_others' },
      'rename the file',
    ],
  ])('refuses %s', async (_, file, tool, problem) => {
    write(file, tool);

    await expect(loadTools(folder)).rejects.toThrow(problem);
  });

  test('refuses a name that two files hold', async () => {
    for (const area of ['a', 'b']) {
      mkdirSync(join(folder, area));
      write(join(area, 'list-things.tool.ts'), { kind: 'read', name: 'optimove_list_things' });
    }

    await expect(loadTools(folder)).rejects.toThrow('Two files hold optimove_list_things');
  });
});
