import { neutralise } from '../shaping/untrusted-text.ts';
import type { AuditRecord } from './audit-log.ts';
import type { Kept } from './kept.ts';

const COLUMNS = ['TIME (UTC)', 'OUTCOME', 'TOOL', 'TENANT', 'USER', 'MS', 'CALL'] as const;
const CELL_CHARACTERS = 48;
/** Moves a cursor, turns text round or is not seen, in any line that is JSON already. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** Records as lines of a table, the head first. */
export function tableLines(records: readonly AuditRecord[]): string[] {
  const rows = [COLUMNS, ...records.map(cellsOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cellsOf(record: AuditRecord): string[] {
  return [
    record.time.toISOString().slice(0, 19).replace('T', ' '),
    record.outcome ?? 'running',
    record.tool,
    record.tenant_id ?? '-',
    record.user_id,
    record.duration_ms === null ? '-' : String(record.duration_ms),
    record.id,
  ].map((text) => oneLine(text).slice(0, CELL_CHARACTERS));
}

/** All that is known of one call. */
export function callLines(record: AuditRecord): string[] {
  const { parameters, result } = record;
  return [
    ['call', record.id],
    ['time', record.time.toISOString()],
    ['user', record.user_id],
    ['client', record.client_id],
    ['tenant', record.tenant_id ?? '-'],
    ['tool', record.tool],
    ['outcome', record.outcome ?? 'running'],
    ['duration', record.duration_ms === null ? '-' : `${record.duration_ms} ms`],
    ['upstream', record.upstream_request_ids.join(' ') || '-'],
    ['parameters', extentOf(parameters)],
  ]
    .map(([name = '', value = '']) => `${name.padEnd(12)}${oneLine(value)}`)
    .concat(documentOf(parameters), `${'result'.padEnd(12)}${result === null ? '-' : extentOf(result)}`)
    .concat(result === null ? [] : documentOf(result));
}

/** One line of JSON that every reader takes, and that is safe on a terminal. */
export function jsonLine(record: AuditRecord): string {
  return JSON.stringify(record).replaceAll(UNPRINTABLE, escaped);
}

function extentOf({ text, bytes, sha256 }: Kept): string {
  const kept = Buffer.byteLength(text);
  return `${bytes} bytes, sha-256 ${sha256}${kept < bytes ? `; the first ${kept} bytes are kept` : ''}`;
}

/** Indented where it is whole JSON, else as it was cut. */
function documentOf({ text }: Kept): string[] {
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Cut in the middle: shown as it is.
  }
  return shown.split('\n').map((line) => `  ${line.replaceAll(UNPRINTABLE, escaped)}`);
}

function oneLine(text: string): string {
  return neutralise(text).replaceAll(/\s+/g, ' ');
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}
