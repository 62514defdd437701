import { OAuthClientFlowError, OAuthError, ProtocolError, SdkError } from '@modelcontextprotocol/client';
import { z } from 'zod';
import type { Connector } from './connector.ts';
import type { Context } from './define.ts';
import type { FoundCheck } from './discover.ts';
import { NotApplicable, NotTestable, Violation } from './finding.ts';
import type { Evidence } from './finding.ts';
import type { Requirement } from './requirement.ts';
import { REQUIREMENTS, requirement } from './requirements.ts';

export type Status = 'pass' | 'fail' | 'warn' | 'not_tested';

/** What became of one requirement under one check. */
export interface Verdict {
  requirement: string;
  /** The id of the check, or `deferred`. */
  check: string;
  severity: 'MUST' | 'SHOULD';
  status: Status;
  message: string;
  evidence: Evidence;
  /** The connector does not offer what the requirement is about. */
  applies?: false;
  /** The suite itself failed here; the connector is not judged by it. */
  fault?: Error;
}

export interface Selection {
  only?: readonly string[];
  skipSlow?: boolean;
}

const NOTHING: Evidence = { calls: [], journal: [] };

/** Judges a connector: every selected check, one after the other, then the requirements that no check can observe. */
export async function judge(
  connector: Connector,
  checks: readonly FoundCheck[],
  context: Context,
  { only, skipSlow = false }: Selection = {},
  onVerdict: (verdict: Verdict) => void = () => {},
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const add = (verdict: Verdict) => {
    verdicts.push(verdict);
    onVerdict(verdict);
  };
  const selected = (id: string) => only === undefined || only.includes(id);

  const draftingLast = checks.toSorted(
    (one, other) => Number(one.check.drafts ?? false) - Number(other.check.drafts ?? false),
  );
  for (const found of draftingLast) {
    const row = requirement(found.check.requirement);
    if (!selected(row.id)) continue;
    if (skipSlow && found.check.slow === true) {
      add({
        ...heading(row, found.id),
        status: 'not_tested',
        message: 'left out by --skip-slow',
        evidence: NOTHING,
      });
    } else {
      add(await judgeOne(connector, found, context));
    }
  }
  for (const row of REQUIREMENTS) {
    if (row.deferred === undefined || !selected(row.id)) continue;
    add({
      ...heading(row, 'deferred'),
      status: 'not_tested',
      message: `deferred: ${row.deferred}`,
      evidence: NOTHING,
    });
  }
  return verdicts;
}

/** Runs one check and names what came of it. */
export async function judgeOne(
  connector: Connector,
  { id, check }: FoundCheck,
  context: Context,
): Promise<Verdict> {
  const row = requirement(check.requirement);
  const verdict = heading(row, id);
  try {
    if (row.level !== 'L1') connector.witness();
    return { ...verdict, status: 'pass', message: await check.run(connector, context), evidence: NOTHING };
  } catch (error) {
    if (error instanceof Violation) {
      return {
        ...verdict,
        status: row.keyword === 'MUST' ? 'fail' : 'warn',
        message: error.message,
        evidence: error.evidence,
      };
    }
    if (error instanceof NotApplicable) {
      const message = `does not apply: ${error.message}`;
      return { ...verdict, status: 'not_tested', message, evidence: NOTHING, applies: false };
    }
    if (isOfTheConnector(error))
      return { ...verdict, status: 'not_tested', message: error.message, evidence: NOTHING };
    const fault = error instanceof Error ? error : new Error('a check threw what is no error');
    return {
      ...verdict,
      status: 'not_tested',
      message: `the suite itself failed: ${fault.message}`,
      evidence: NOTHING,
      fault,
    };
  }
}

/** Something that the check needs is missing, or the connector answered what no MCP or OAuth client can read. */
function isOfTheConnector(error: unknown): error is Error {
  return [NotTestable, SdkError, ProtocolError, OAuthError, OAuthClientFlowError, z.ZodError].some(
    (kind) => error instanceof kind,
  );
}

function heading(row: Requirement, check: string): Pick<Verdict, 'requirement' | 'check' | 'severity'> {
  return { requirement: row.id, check, severity: row.keyword };
}
