import { writeFileSync } from 'node:fs';
import { EXAMPLES_FILE } from '../examples.ts';
import { recordExamples } from './record-examples.ts';

/** Makes the calls that `/openapi.json` shows, and keeps them: `npm run examples`. */
writeFileSync(EXAMPLES_FILE, `${JSON.stringify(await recordExamples(), null, 2)}\n`);
