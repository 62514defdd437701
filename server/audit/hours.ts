import type { DatabaseSync } from 'node:sqlite';

export const HOUR_MS = 3_600_000;

/** Hours since 1970, in UTC. */
export function hourOf(time: Date): number {
  return Math.floor(time.getTime() / HOUR_MS);
}

/** The table with the calls that began in an hour. */
export function tableOf(hour: number): string {
  return `calls_${hour}`;
}

/** Those that a database holds, the oldest first. */
export function hoursIn(database: DatabaseSync): number[] {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return tables
    .map(({ name }) => Number(/^calls_(\d+)$/.exec(String(name))?.[1]))
    .filter((hour) => !Number.isNaN(hour))
    .toSorted((a, b) => a - b);
}
