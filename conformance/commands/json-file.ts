import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import { printable } from '../report/printable.ts';

/** What a JSON file holds; throws one line that says what is wrong with it. `what` names the form: "a baseline". */
export function readJsonFile<Schema extends z.ZodType>(
  file: string,
  what: string,
  schema: Schema,
): z.infer<Schema> {
  const parsed = schema.safeParse(parsedJson(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  throw new InvalidArgumentError(`${file} is not ${what}: ${printable(`${where}${issue?.message ?? ''}`)}.`);
}

function parsedJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new InvalidArgumentError(`The file ${file} cannot be read.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError(`${file} is not JSON.`);
  }
}
