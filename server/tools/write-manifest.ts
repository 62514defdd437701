/** Pins the catalog's definitions in `manifest/`. Run it after changing a tool, and look at the difference. */
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../shaping/canonical-json.ts';
import { definitionOf } from './definition.ts';
import { loadTools } from './registry.ts';

const folder = join(import.meta.dirname, 'manifest');
mkdirSync(folder, { recursive: true });
for (const file of globSync('*.json', { cwd: folder })) rmSync(join(folder, file));
for (const tool of await loadTools()) {
  writeFileSync(join(folder, `${tool.name}.json`), `${canonicalJson(definitionOf(tool), 2)}\n`);
}
