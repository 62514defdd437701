import { randomInt } from 'node:crypto';

/** The conformance command with many generated sequences from a seed that no run before has had; options that are given win. */
const LONG = ['--runs', '10000', '--budget', '120m', '--seed', String(randomInt(1, 1_000_000_000))];

process.argv.splice(2, 0, ...LONG);
await import('../cli.ts');
