import type { Report, Result } from './report.ts';

/** The results of one requirement, one for each report, and none where a run left it out. */
export interface Row {
  id: string;
  of: readonly (Result | undefined)[];
}

/** The requirements of several reports, each with what became of it in each of them. */
export function rowsOf(reports: readonly Report[]): Row[] {
  const ids = [...new Set(reports.flatMap(({ results }) => results.map(({ requirement }) => requirement)))];
  return ids.toSorted().map((id) => ({
    id,
    of: reports.map(({ results }) => worst(results.filter((one) => one.requirement === id))),
  }));
}

/** True where the reports say different things of the requirement. */
export function differs({ of }: Row): boolean {
  return new Set(of.map((result) => result?.status)).size > 1;
}

/** How a report is called among others: A, B, C … */
export function letterOf(index: number): string {
  return String.fromCodePoint(65 + (index % 26));
}

/** Several checks may judge one requirement: what fails counts. */
function worst(results: readonly Result[]): Result | undefined {
  const order = ['fail', 'warn', 'not_tested', 'pass'];
  return results.toSorted((one, other) => order.indexOf(one.status) - order.indexOf(other.status))[0];
}
