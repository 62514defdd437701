/** Writes `docs/knowledge.md` from a run. Run it after changing articles, questions or the search, and look at the difference. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hitRatesPage, measureHitRates } from './hit-rates.ts';

const file = join(import.meta.dirname, '../../../docs/knowledge.md');
writeFileSync(file, hitRatesPage(measureHitRates()));
