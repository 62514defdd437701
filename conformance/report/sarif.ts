import { createHash } from 'node:crypto';
import type { Location, Log, ReportingDescriptor, Result as SarifResult } from 'sarif';
import suite from '../../package.json' with { type: 'json' };
import { ADVICE, PAGE } from '../commands/advice.ts';
import { AREAS } from '../ledger/requirement.ts';
import { sourcesOf } from '../ledger/source.ts';
import { printable } from './printable.ts';
import type { Report, Result } from './report.ts';
import { requirementPlace } from './requirement-place.ts';
import { countsAsUntested, verdictSentence } from './words.ts';

const EVIDENCE_LENGTH = 4000;

/**
 * The report as SARIF 2.1.0: a rule for each requirement, a result for each violation and warning. What could not be judged is a
 * notification, since readers of SARIF show every result as a finding.
 */
export function sarif(report: Report): string {
  const { connector, results, outcome, seed, level } = report;
  const rules = [...new Map(results.map((result) => [result.requirement, ruleOf(result)])).values()];
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: {
          driver: {
            name: 'optimove-mcp-conformance',
            semanticVersion: suite.version,
            informationUri: PAGE,
            rules,
          },
        },
        automationDetails: { id: 'conformance/' },
        invocations: [
          {
            executionSuccessful: outcome !== 'suite_failed',
            toolExecutionNotifications: results.filter(countsAsUntested).map((result) => ({
              level: 'warning',
              message: { text: printable(`${result.requirement} was not tested: ${result.message}`) },
              associatedRule: { id: result.requirement },
            })),
          },
        ],
        results: results
          .filter(({ status }) => status === 'fail' || status === 'warn')
          .map((result) => resultOf(result, report, rules)),
        properties: { connector, seed, level, verdict: verdictSentence(report) },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf({ requirement: id, clause, section, severity, level }: Result): ReportingDescriptor {
  const area = AREAS.find((name) => id.startsWith(`${name}.`));
  const advice = area === undefined ? [] : [ADVICE[area].judged, ADVICE[area].fix];
  const text = [clause, `Source: ${section} (${severity}).`, ...advice].map(printable).join('\n\n');
  return {
    id: printable(id),
    name: nameOf(id),
    shortDescription: { text: printable(clause) },
    fullDescription: { text: printable(`${clause} (${section}, ${severity})`) },
    help: { text },
    helpUri: sourcesOf(section)?.find(({ url }) => url !== null)?.url ?? PAGE,
    defaultConfiguration: { level: severity === 'MUST' ? 'error' : 'warning' },
    properties: { tags: ['mcp', ...(area === undefined ? [] : [area])], level, precision: 'very-high' },
  };
}

function resultOf(result: Result, { connector }: Report, rules: readonly ReportingDescriptor[]): SarifResult {
  const { requirement: id, check, status, message, evidence, replay, known } = result;
  const fingerprint = createHash('sha256').update([connector.name, id, check].join('\0')).digest('hex');
  return {
    ruleId: printable(id),
    ruleIndex: rules.findIndex((rule) => rule.id === printable(id)),
    level: status === 'fail' ? 'error' : 'warning',
    message: { text: [message, `See it again: ${replay}`].map(printable).join('\n\n') },
    locations: [locationOf(id)],
    // Neither seed nor message: the same failure is the same finding in every run.
    partialFingerprints: { primaryLocationLineHash: fingerprint, 'requirement/v1': fingerprint },
    suppressions:
      known === undefined
        ? []
        : [
            {
              kind: 'external',
              status: 'accepted',
              justification: printable(`${known.reason} (${known.owner}, until ${known.expires})`),
            },
          ],
    properties: { evidence: printable(JSON.stringify(evidence)).slice(0, EVIDENCE_LENGTH) },
  };
}

/** Readers want a place: that of the requirement, since a connector at an address has no file. */
function locationOf(id: string): Location {
  const { file, line } = requirementPlace(id);
  return {
    physicalLocation: { artifactLocation: { uri: file }, region: { startLine: line } },
    logicalLocations: [{ fullyQualifiedName: printable(id), kind: 'requirement' }],
  };
}

/** `AuthShortLived` of `auth.short-lived`. */
function nameOf(id: string): string {
  return id.replaceAll(/(?:^|[^a-z0-9]+)([a-z0-9])/giu, (_, first: string) => first.toUpperCase());
}
