import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Tool } from '../ports.ts';
import { toolsetOf } from '../toolsets.ts';

const NAME = /^optimove_[a-z0-9_]{1,55}$/;

/** The catalog: every `*.tool.ts` below this folder, sorted by name. A file that breaks a rule stops the start. */
export async function loadTools(folder = import.meta.dirname): Promise<readonly Tool[]> {
  const files = globSync('**/*.tool.ts', { cwd: folder });
  if (files.length === 0) throw new Error(`No tool was found below ${folder}: the catalog would be empty.`);
  const tools = await Promise.all(files.map((file) => loadTool(folder, file)));
  const twice = tools.find(({ name }, at) => tools.findIndex((other) => other.name === name) !== at);
  if (twice !== undefined) throw new Error(`Two files hold ${twice.name}: remove or rename one of them.`);
  return Object.freeze(tools.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
}

/** The name of the tool that a file must hold: `list-campaigns.tool.ts` holds `optimove_list_campaigns`. */
function nameOf(file: string): string {
  return `optimove_${basename(file, '.tool.ts').replaceAll('-', '_')}`;
}

async function loadTool(folder: string, file: string): Promise<Tool> {
  const module: unknown = await import(pathToFileURL(join(folder, file)).href);
  if (!isToolModule(module))
    throw new Error(`${file} has no tool as its default export: use defineReadTool or defineBuilderTool.`);
  const { name } = module.default;
  if (!NAME.test(name)) throw new Error(`${file}: the name ${name} does not match ${NAME.source}.`);
  if (name !== nameOf(file)) throw new Error(`${file} holds ${name}: rename the file or the tool.`);
  const toolset = toolsetOf(dirname(file), basename(file));
  return toolset === undefined ? module.default : Object.freeze({ ...module.default, toolset });
}

function isToolModule(module: unknown): module is { default: Tool } {
  if (typeof module !== 'object' || module === null || !('default' in module)) return false;
  const tool = module.default;
  return (
    typeof tool === 'object' &&
    tool !== null &&
    'kind' in tool &&
    (tool.kind === 'read' || tool.kind === 'builder') &&
    'name' in tool
  );
}
