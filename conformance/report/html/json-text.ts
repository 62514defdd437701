import { printable } from '../printable.ts';

/** JSON over several lines where the text is JSON, else the text; nothing in it moves or turns what is around it. */
export function readableText(text: string): string {
  return indented(text)
    .split('\n')
    .map((line) => printable(line))
    .join('\n');
}

/** A value as JSON over several lines. */
export function readableJson(value: unknown): string {
  return readableText(JSON.stringify(value) ?? '');
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
