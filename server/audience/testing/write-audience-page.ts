/** Writes `docs/audience-language.md` from a run. Run it after changing the grammar or its corpus, and look at the difference. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { audiencePage } from './audience-page.ts';

writeFileSync(join(import.meta.dirname, '../../../docs/audience-language.md'), audiencePage());
