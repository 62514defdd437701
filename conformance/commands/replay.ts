import { styleText } from 'node:util';
import { openConnector } from '../connector.ts';
import type { Target } from '../connector.ts';
import { discoverChecks } from '../discover.ts';
import { EXIT } from './exit-code.ts';
import { FLOOR } from './judge-target.ts';
import { printable } from '../report/printable.ts';
import type { Result } from '../report/report.ts';
import { judgeOne } from '../run.ts';
import type { Verdict } from '../run.ts';
import { keepSecrets } from '../secrets.ts';
import type { Surroundings } from './surroundings.ts';

/** Runs each failure again, as it was found, and says of each whether it came back; returns the exit code. */
export async function replay(
  target: Target,
  failures: readonly Result[],
  runs: number,
  { print }: Pick<Surroundings, 'print'>,
): Promise<number> {
  const secrets = keepSecrets();
  const watched = secrets.watched(target);
  const checks = await discoverChecks();
  const verdicts: Verdict[] = [];
  for (const { requirement: id, check, evidence } of failures) {
    const found = checks.find((one) => one.id === check && one.check.requirement === id);
    if (found === undefined) {
      print(`${'not judged'.padEnd(16)} ${printable(id)}: this suite has no check ${printable(check)}`);
      continue;
    }
    // A connector of its own: what an earlier one generated is remembered there.
    const verdict = await judgeOne(openConnector(watched), found, {
      seed: evidence.seed,
      runs,
      floor: evidence.path === null ? FLOOR : 1,
      spent: () => false,
      ...(evidence.path !== null && { path: evidence.path }),
    });
    verdicts.push(verdict);
    print(line(verdict, secrets.without(verdict.message)));
  }
  if (verdicts.some(({ status }) => status === 'fail' || status === 'warn')) return EXIT.violation;
  const unjudged =
    verdicts.length < failures.length || verdicts.some(({ status }) => status === 'not_tested');
  return unjudged ? EXIT.incomplete : EXIT.holds;
}

function line({ requirement: id, status }: Verdict, message: string): string {
  const words = {
    fail: styleText('red', 'came back'.padEnd(16)),
    warn: styleText('yellow', 'came back'.padEnd(16)),
    pass: styleText('green', 'did not come back'),
    not_tested: 'not judged'.padEnd(16),
  };
  return `${words[status]} ${id}: ${printable(message)}`;
}
