import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes rows as a JSON list between two texts, one by one: a million of them need not fit into one string. */
export async function writeJson(
  file: string,
  before: string,
  rows: Iterable<unknown>,
  after: string,
  escape: (text: string) => string = (text) => text,
): Promise<void> {
  function* pieces(): Generator<string> {
    yield before;
    let comma = '';
    for (const row of rows) {
      yield comma + escape(JSON.stringify(row));
      comma = ',';
    }
    yield after;
  }
  await pipeline(Readable.from(pieces()), createWriteStream(file));
}

export function firstOf<Row>(rows: Iterable<Row>, count: number): Row[] {
  const first: Row[] = [];
  for (const row of rows) {
    if (first.length === count) break;
    first.push(row);
  }
  return first;
}
