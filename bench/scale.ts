/**
 * How fast the simulator is at each scale of `megamart`, one beside the other: `node bench/scale.ts [rounds]`. Each scale has a
 * process of its own, and they take turns, so that what else the machine does falls on all alike. Every request is another one. The least of all rounds counts, in
 * processor time, which other programs of a busy machine disturb least; the first page is by the wall.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { SCALES, type Scale } from '#fixtures/world-data.ts';
import { MEASURES, type Measure, type Measured } from './scale-measures.ts';

const ROUNDS = Number(process.argv[2] ?? 5);
/** What the issue asks for, as the ratio to `small`. */
const AIMS: Partial<Record<Measure, number>> = {
  'page of 25': 2,
  'filtered page': 2,
  'deep page': 2,
  'text search': 2,
  'get by id': 1.2,
  'draft creation': 2,
  'page of 25, over the port': 2,
  'filtered page, over the port': 2,
  'get by id, over the port': 1.2,
};

const starts = await inTurn(async (scale) => startOf(scale));
console.log(row('', SCALES));
console.log(
  row(
    'start to ready, ms',
    SCALES.map((scale) => starts[scale].ready),
  ),
);
console.log(
  row(
    'memory when ready, MiB',
    SCALES.map((scale) => starts[scale].memory),
  ),
);

const processes = Object.fromEntries(
  SCALES.map((scale) => [scale, fork(new URL('./scale-process.ts', import.meta.url), [scale])]),
);
const first = await inTurn((scale) => ask(scale, 'first page'));
console.log(
  row(
    'first page of all, ms',
    SCALES.map((scale) => (first[scale].microseconds / 1000).toFixed(0)),
  ),
);
console.log(`\n${row('µs of processor for each request', [...SCALES, 'ratios', 'aim'])}`);
for (const measure of MEASURES)
  for (let warm = 0; warm < 3; warm += 1) await inTurn((scale) => ask(scale, measure));
for (const measure of MEASURES) {
  const best: Record<Scale, number> = { small: Infinity, large: Infinity, huge: Infinity };
  for (let round = 0; round < ROUNDS; round += 1) {
    const measured = await inTurn((scale) => ask(scale, measure));
    for (const scale of SCALES) best[scale] = Math.min(best[scale], measured[scale].cpu);
  }
  const ratios = SCALES.map((scale) => (best[scale] / best.small).toFixed(2)).join(' : ');
  const aim = AIMS[measure];
  const verdict = aim === undefined ? '' : `${aim} ${best.huge / best.small <= aim ? 'kept' : 'MISSED'}`;
  console.log(row(measure, [...SCALES.map((scale) => best[scale].toFixed(0)), ratios, verdict]));
}
const last = await inTurn((scale) => ask(scale, 'get by id'));
console.log(
  row(
    '\nmemory after all, MiB',
    SCALES.map((scale) => last[scale].memory.toFixed(0)),
  ),
);
for (const child of Object.values(processes)) child.disconnect();

async function inTurn<Value>(work: (scale: Scale) => Promise<Value>): Promise<Record<Scale, Value>> {
  return { small: await work('small'), large: await work('large'), huge: await work('huge') };
}

async function ask(scale: Scale, measure: Measure | 'first page'): Promise<Measured> {
  const child: ChildProcess | undefined = processes[scale];
  if (child === undefined) throw new TypeError(`There is no process for ${scale}.`);
  child.send(measure);
  const [answer] = await once(child, 'message');
  return answer;
}

/** The program as people start it, until it says that it is ready. */
async function startOf(scale: Scale): Promise<{ ready: string; memory: string }> {
  const started = performance.now();
  const env = { ...process.env, SIMULATOR_PORT: '0', CONTROL_PORT: '0' };
  const child = spawn(process.execPath, ['simulator/main.ts', '--json', '--scale', scale], { env });
  await once(createInterface(child.stdout), 'line');
  const ready = (performance.now() - started).toFixed(0);
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const memory = (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024).toFixed(0);
  child.kill();
  await once(child, 'exit');
  return { ready, memory };
}

function row(name: string, cells: readonly (string | number)[]): string {
  return name.padEnd(32) + cells.map((cell, at) => String(cell).padStart(at === 3 ? 24 : 10)).join('');
}
