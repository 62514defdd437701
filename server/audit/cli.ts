import { createWriteStream, existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readDataFolder } from '../config.ts';
import type { AuditRecord } from './audit-log.ts';
import { readAuditFile } from './audit-reader.ts';
import { auditCommand, type Asked } from './command-line.ts';
import { auditFileIn } from './open-audit-log.ts';
import { callLines, jsonLine, tableLines } from './show.ts';

const now = new Date();

try {
  await auditCommand(now, answer).parseAsync();
} catch (thrown) {
  // Who reads along, such as `head`, may have enough.
  if (codeOf(thrown) !== 'EPIPE') {
    console.error(thrown instanceof Error ? thrown.message : thrown);
    process.exitCode = 1;
  }
}

async function answer(asked: Asked): Promise<void> {
  const file = fileOf(asked.dataFolder ?? readDataFolder());
  try {
    const records = readAuditFile(file, asked.query, now);
    if (asked.what === 'export') await exportTo(asked.output, records);
    else if (asked.what === 'call') showCall(asked.id, records);
    else showTable(asked.limit, records);
  } catch (thrown) {
    if (codeOf(thrown) !== 'ERR_SQLITE_ERROR' || !(thrown instanceof Error)) throw thrown;
    throw new Error(`The audit log ${file} cannot be read (${thrown.message}).`, { cause: thrown });
  }
}

function fileOf(dataFolder: string | undefined): string {
  const remedy = 'Name the data folder of the connector with --data, or in OPTIMOVE_DATA.';
  if (dataFolder === undefined)
    throw new Error(`Without a data folder the audit log is in the memory of the connector only. ${remedy}`);
  const file = auditFileIn(dataFolder);
  if (!existsSync(file)) throw new Error(`There is no audit log at ${file}. ${remedy}`);
  return file;
}

function showTable(limit: number, records: IteratorObject<AuditRecord>): void {
  const shown = Array.from(records.take(limit + 1));
  if (shown.length === 0) console.log('No call of the last 30 days is like that.');
  else console.log(tableLines(shown.slice(0, limit)).join('\n'));
  if (shown.length > limit) console.error('There are more: filter, or raise --limit.');
}

function showCall(id: string, records: IteratorObject<AuditRecord>): void {
  const [record] = records.take(1);
  if (record === undefined) throw new Error(`The audit log has no call ${JSON.stringify(id)}.`);
  console.log(callLines(record).join('\n'));
}

async function exportTo(output: string | undefined, records: IteratorObject<AuditRecord>): Promise<void> {
  const lines = Readable.from(records.map((record) => `${jsonLine(record)}\n`));
  if (output === undefined) return pipeline(lines, process.stdout, { end: false });
  try {
    await pipeline(lines, createWriteStream(output, { flags: 'wx', mode: 0o600 }));
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === null || code === 'ERR_SQLITE_ERROR') throw thrown;
    const problem = code === 'EEXIST' ? 'exists already' : `cannot be written (${code})`;
    throw new Error(`${output} ${problem}: choose another name.`, { cause: thrown });
  }
}

function codeOf(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : null;
}
