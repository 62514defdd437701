import { InvalidArgumentError } from 'commander';
import { readJsonFile } from '../commands/json-file.ts';
import { requirementId } from '../commands/options.ts';
import { baselineSchema } from './baseline.ts';
import type { KnownFailure } from './baseline.ts';

/** The known failures in a file; throws one line that says what is wrong with it. */
export function readBaseline(file: string): KnownFailure[] {
  const { known } = readJsonFile(file, 'a baseline', baselineSchema);
  const seen = new Set<string>();
  for (const { requirement } of known) {
    requirementId(requirement);
    if (requirement.startsWith('safety.'))
      throw new InvalidArgumentError(`${file}: ${requirement} is about safety, which no baseline covers.`);
    if (seen.has(requirement)) throw new InvalidArgumentError(`${file}: ${requirement} stands there twice.`);
    seen.add(requirement);
  }
  return known;
}
