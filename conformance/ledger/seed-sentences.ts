import { createHash } from 'node:crypto';

/**
 * Cuts the published page into its sentences, the same ones on every machine. A bullet is one unit; each cell of a table row is
 * cut by itself and led by the row's first cell; a line that begins in lower case continues the line before it, since the page
 * breaks lines around code.
 */
export function sentencesOf(page: string): string[] {
  const units = linesOf(page).flatMap((line) =>
    line.startsWith('|') ? rowSentences(line) : textSentences(line),
  );
  return [...new Set(units)];
}

/** SHA-256 of a sentence with its white space normalised: what the repository keeps in place of the sentence. */
export function sentenceHash(sentence: string): string {
  return createHash('sha256').update(normalised(sentence)).digest('hex');
}

function linesOf(page: string): string[] {
  const lines: string[] = [];
  for (const raw of page.split('\n')) {
    const line = normalised(raw);
    const last = lines.at(-1);
    if (line === '') continue;
    if (last !== undefined && /^\p{Ll}/u.test(line)) lines[lines.length - 1] = `${last} ${line}`;
    else lines.push(line);
  }
  return lines;
}

function textSentences(line: string): string[] {
  return line
    .split(/(?:^| )- (?=["“]?\p{Lu})|(?<=[.!?]["”)]?) (?=["“(]?\p{Lu})/u)
    .filter((part) => part !== '')
    .map(normalised);
}

function rowSentences(row: string): string[] {
  const [head = '', ...cells] = row.split('|').slice(1, -1).map(normalised);
  if (/^[-: ]+$/.test(head)) return [];
  return cells.flatMap((cell) => textSentences(cell).map((sentence) => `${head}: ${sentence}`));
}

function normalised(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
