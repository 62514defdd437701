import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The forms that a report can be written in. */
export const FORMATS = ['json', 'junit', 'html', 'sarif', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** A report that was asked for. */
export interface ReportFile {
  format: Format;
  file: string;
}

/** Why nothing can be written to the file, in one line, or null. Makes the folders on the way there. */
export function whyNotWritable(file: string): string | null {
  return complaint(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    const existed = existsSync(file);
    closeSync(openSync(file, 'a'));
    if (!existed) rmSync(file);
  });
}

/** Writes a file; why that failed, in one line, or null. */
export function writeText(file: string, text: string): string | null {
  return complaint(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  });
}

function complaint(file: string, action: () => void): string | null {
  try {
    action();
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'no reason given';
    return `The file ${file} cannot be written: ${reason}`;
  }
}
