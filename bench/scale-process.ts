/** One scale of the benchmark: measures what it is told to, and says how long it took. */
import { SCALES } from '#fixtures/world-data.ts';
import { createMeasures } from './scale-measures.ts';

const scale = SCALES.find((name) => name === process.argv[2]) ?? 'small';
const measures = await createMeasures(scale);
process.on('message', (measure: string) => {
  void measures.run(measure).then((measured) => process.send?.(measured));
});
process.on('disconnect', () => process.exit(0));
