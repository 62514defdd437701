import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { scenarioSchema } from './scenario.ts';

const LONGEST = 1_000_000;
const OWN = fileURLToPath(new URL('../corpus', import.meta.url));

const keptSchema = z.strictObject({
  requirement: z.string().regex(/^[a-z]+\.[a-z-]+$/u),
  /** What was wrong with it when it was found. */
  seen: z.string().max(2000),
  scenario: scenarioSchema,
});

/** A counterexample that was found once and runs first ever since: `<requirement>/<hash>.json`. */
export interface Kept extends z.infer<typeof keptSchema> {
  file: string;
}

/** The counterexamples of this repository. */
export function ownCorpus(): Kept[] {
  return readCorpus(OWN);
}

/** All counterexamples of a folder; throws one line that says which file is none, and why. */
export function readCorpus(folder: string): Kept[] {
  return filesIn(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => {
      const parsed = keptSchema.safeParse(jsonIn(join(folder, file)));
      if (parsed.success) return { ...parsed.data, file };
      const [issue] = parsed.error.issues;
      throw new Error(
        `${join(folder, file)} is no counterexample: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
      );
    });
}

/** Writes a counterexample down; the same one twice makes one file. Returns its name. */
export function keepIn(folder: string, kept: Omit<Kept, 'file'>): string {
  const file = join(kept.requirement, `${nameOf(kept)}.json`);
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `${JSON.stringify(kept, null, 2)}\n`);
  return file;
}

/** The name of its file, after what it does. */
export function nameOf({ scenario }: Pick<Kept, 'scenario'>): string {
  return createHash('sha256').update(JSON.stringify(scenario)).digest('hex').slice(0, 16);
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new Error(`The folder ${folder} cannot be read.`, { cause: error });
  }
}

function jsonIn(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  if (text.length > LONGEST) throw new Error(`${file} is no counterexample: it is longer than any.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no counterexample: it is no JSON.`, { cause: error });
  }
}
