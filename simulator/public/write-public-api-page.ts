/** Writes `docs/public-api.md` from the route table. Run it after a change to a function, and look at the difference. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicApiPage } from './public-api-page.ts';
import { discoverFunctions } from './registry.ts';

const file = join(import.meta.dirname, '../../docs/public-api.md');
writeFileSync(file, publicApiPage(await discoverFunctions()));
