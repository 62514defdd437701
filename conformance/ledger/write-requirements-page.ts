/** Writes `docs/requirements.md`. Run it after changing a requirement or a check, and look at the difference. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { discoverChecks } from '../discover.ts';
import { requirementsPage } from './requirements-page.ts';

const file = join(import.meta.dirname, '../../docs/requirements.md');
writeFileSync(file, requirementsPage(await discoverChecks()));
