/** Writes `docs/tools.md`. Run it after changing a tool, an example or the demo world, and look at the difference. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDemoConnector } from '../../testing/demo-connector.ts';
import { toolsPage } from './tools-page.ts';

const file = join(import.meta.dirname, '../../../docs/tools.md');
writeFileSync(file, await toolsPage(await openDemoConnector()));
