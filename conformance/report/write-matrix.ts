import { writeFileSync } from 'node:fs';
import type { Matrix } from '../selftest/matrix.ts';
import { matrixJson } from './matrix-json.ts';
import { matrixMarkdown } from './matrix-markdown.ts';

const WRITERS = { json: matrixJson, markdown: matrixMarkdown } satisfies Record<
  string,
  (matrix: Matrix) => string
>;

/** The forms that a matrix can be written in. */
export const MATRIX_FORMATS = ['json', 'markdown'] as const;

/** Writes the matrix into each file that was asked for. */
export function writeMatrix(
  matrix: Matrix,
  files: readonly { format: (typeof MATRIX_FORMATS)[number]; file: string }[],
): void {
  for (const { format, file } of files) writeFileSync(file, WRITERS[format](matrix));
}
