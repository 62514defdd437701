import { writeFileSync } from 'node:fs';
import type { Matrix } from '../../selftest/matrix.ts';
import { matrixHtml } from './html.ts';
import { matrixJson } from './json.ts';
import { matrixMarkdown } from './markdown.ts';

/** The forms that a matrix can be written in. */
export const MATRIX_FORMATS = ['json', 'html', 'markdown'] as const;
export type MatrixFormat = (typeof MATRIX_FORMATS)[number];

const WRITERS: Record<MatrixFormat, (matrix: Matrix) => string | Promise<string>> = {
  json: matrixJson,
  html: matrixHtml,
  markdown: matrixMarkdown,
};

/** Writes the matrix into each file that was asked for. */
export async function writeMatrix(
  matrix: Matrix,
  files: readonly { format: MatrixFormat; file: string }[],
): Promise<void> {
  for (const { format, file } of files) writeFileSync(file, await WRITERS[format](matrix));
}
