import { printable } from '../report/printable.ts';
import type { Report } from '../report/report.ts';
import { requirement } from '../ledger/requirements.ts';

type Result = Report['results'][number];

/** The lines by which a workflow of GitHub shows what a report found: failures first, since only the first ten of a kind are shown. */
export function annotations({ connector, level, totals, results, baseline }: Report): string[] {
  const { pass, fail, warn, not_tested: untested } = totals;
  const name = `${connector.name} ${connector.version}`.trim() || 'A connector';
  const verdict = `${name}, level ${level}: ${pass} pass, ${fail} fail, ${warn} warn, ${untested} not tested`;
  return [
    ...results.filter((result) => kindOf(result) === 'error').map((result) => about('error', result)),
    ...baseline.expired.map((id) =>
      command(
        'error',
        `${id} (baseline)`,
        'The entry has expired: fix the connector, or agree on a later day.',
      ),
    ),
    ...baseline.stale.map((id) =>
      command('error', `${id} (baseline)`, 'The entry is stale: the requirement holds now, so take it out.'),
    ),
    ...results.filter((result) => kindOf(result) === 'warning').map((result) => about('warning', result)),
    command('notice', 'Conformance', verdict),
  ];
}

/**
 * One workflow command. What connectors wrote stands in it, so that nothing in there may end it or begin another.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions; the toolkit escapes the same characters
 */
export function command(kind: 'error' | 'warning' | 'notice', title: string, message: string): string {
  const escapedTitle = escaped(title).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return `::${kind} title=${escapedTitle}::${escaped(message)}`;
}

/** A failure that the baseline covers stops nothing. */
function kindOf(result: Result): 'error' | 'warning' | null {
  const isKnown = 'known' in result && result.known !== undefined;
  if (result.status === 'fail') return isKnown ? 'warning' : 'error';
  return result.status === 'warn' ? 'warning' : null;
}

function about(kind: 'error' | 'warning', { requirement: id, severity, message, replay }: Result): string {
  const { clause, section } = requirement(id);
  const lines = [message, `The clause: ${clause} (${section})`, `Again: ${replay}`];
  return command(kind, `${id} (${severity})`, lines.map(printable).join('\n'));
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
