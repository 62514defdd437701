import type { Connector } from '../connector.ts';
import { NotTestable, Violation } from '../finding.ts';
import type { Exchange, Seen } from '../finding.ts';
import { startBearerProxy } from './bearer-proxy.ts';
import type { Scenario } from './official-suite.ts';

/** Runs scenarios as the signed-in wide user, at the connector or at its fixtures, and hands the proxy's address to them. */
export async function atProxy<Thing>(
  connector: Connector,
  which: 'connector' | 'fixtures',
  run: (url: URL) => Promise<Thing>,
): Promise<Thing> {
  const to = (await connector.sockets())[which];
  if (to === undefined)
    throw new NotTestable(
      'the connector serves no fixtures: the scenarios ask for tools, prompts and resources that no connector has. ' +
        'Give --in-process FILE of a module that serves them behind the same HTTP stack',
    );
  const token = await connector.token('wide');
  const proxy = await startBearerProxy({ to, as: connector.url, token: await token() });
  try {
    return await run(proxy.url);
  } finally {
    await proxy.close();
  }
}

/** Holds when each scenario passes without a failure or a warning; `but` names those that may fail, and why. */
export function judgeScenarios(
  scenarios: readonly Scenario[],
  but: Readonly<Record<string, string>> = {},
): Seen {
  const calls = scenarios.map((scenario) => exchangeOf(scenario, but[scenario.name]));
  const failed = scenarios.filter((one) => problemsOf(one).length > 0);
  const bad = failed.filter(({ name }) => !(name in but));
  if (bad.length > 0) {
    const names = bad.map(({ name }) => name).join(', ');
    throw new Violation(`${bad.length} of ${scenarios.length} scenarios fail or warn: ${names}`, {
      calls: bad.map((scenario) => exchangeOf(scenario)),
    });
  }
  const checks = scenarios.flatMap((one) => one.checks).filter(({ status }) => status === 'SUCCESS').length;
  const excused = failed.length === 0 ? '' : `, ${failed.length} of them excused`;
  return {
    message: `${scenarios.length} scenarios with ${checks} checks passed${excused}`,
    evidence: { calls },
  };
}

function exchangeOf(scenario: Scenario, excuse?: string): Exchange {
  const problems = problemsOf(scenario);
  const passed = scenario.checks.filter(({ status }) => status === 'SUCCESS').length;
  const answer = [`${passed} checks passed`, ...problems].join('; ');
  return {
    request: `scenario ${scenario.name}`,
    answer: excuse === undefined || problems.length === 0 ? answer : `${answer}; excused: ${excuse}`,
  };
}

function problemsOf({ checks }: Scenario): string[] {
  if (checks.length === 0) return ['it did not run'];
  return checks
    .filter(({ status }) => status === 'FAILURE' || status === 'WARNING')
    .map(({ id, status, errorMessage = '' }) => `${status} ${id}: ${errorMessage}`);
}
