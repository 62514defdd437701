import { OAuthClientFlowError, OAuthError, ProtocolError, SdkError } from '@modelcontextprotocol/client';
import { z } from 'zod';
import type { Connector } from './connector.ts';
import type { Context } from './define.ts';
import type { FoundCheck } from './discover.ts';
import { NotApplicable, NotTestable, Violation } from './finding.ts';
import type { Evidence } from './finding.ts';
import { DidNotEnd, inTime } from './in-time.ts';
import type { Requirement } from './ledger/requirement.ts';
import { REQUIREMENTS, requirement } from './ledger/requirements.ts';

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
  /** The check still runs. */
  endless?: true;
  /** How long the check took. */
  seconds?: number;
}

export interface Selection {
  only?: readonly string[];
  skip?: readonly string[];
  skipSlow?: boolean;
}

/** Is told how a run comes along. */
export interface Watch {
  /** A requirement is about to be judged, after `done` of `total`. */
  starts?(requirement: string, done: number, total: number): void;
  judged?(verdict: Verdict): void;
}

const NOTHING: Evidence = { calls: [], journal: [] };

/** Judges a connector: every selected check, one after the other, then the requirements that no check can observe. */
export async function judge(
  connector: Connector,
  checks: readonly FoundCheck[],
  context: Context,
  { only, skip = [], skipSlow = false }: Selection = {},
  watch: Watch = {},
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const add = (verdict: Verdict) => {
    verdicts.push(verdict);
    watch.judged?.(verdict);
  };
  const selected = (id: string) => only === undefined || only.includes(id);

  const draftingLast = checks
    .filter(({ check }) => selected(check.requirement))
    .toSorted((one, other) => Number(one.check.drafts ?? false) - Number(other.check.drafts ?? false));
  for (const [done, found] of draftingLast.entries()) {
    const row = requirement(found.check.requirement);
    const endless = verdicts.find((verdict) => verdict.endless)?.check;
    const left = endless === undefined ? leftOut(found, skip, skipSlow) : stoppedAt(endless);
    if (left !== null) {
      add({ ...heading(row, found.id), status: 'not_tested', message: left, evidence: NOTHING });
      continue;
    }
    watch.starts?.(row.id, done, draftingLast.length);
    const began = performance.now();
    const verdict = await judgeOne(connector, found, context);
    add({ ...verdict, seconds: (performance.now() - began) / 1000 });
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

/** Why a selected check does not run, or null when it does. */
function leftOut({ check }: FoundCheck, skip: readonly string[], skipSlow: boolean): string | null {
  if (skip.includes(check.requirement)) return 'left out by --skip';
  return skipSlow && check.slow === true ? 'left out by --skip-slow' : null;
}

/** What the check left behind, a gate or a fault, would be taken for the connector. */
function stoppedAt(check: string): string {
  return `the run stopped at ${check}, which did not end`;
}

/** Runs one check and names what came of it. */
export async function judgeOne(
  connector: Connector,
  { id, check }: FoundCheck,
  context: Context,
): Promise<Verdict> {
  const row = requirement(check.requirement);
  const verdict = { ...heading(row, id), evidence: NOTHING };
  try {
    if (row.level !== 'L1') connector.witness();
    if (row.level === 'L3') connector.inside();
    const running = check.run(connector, context);
    const { longest } = context;
    const seen = await (longest === undefined ? running : inTime(running, longest));
    const { message, evidence } = typeof seen === 'string' ? { message: seen, evidence: {} } : seen;
    return { ...verdict, status: 'pass', message, evidence: { ...NOTHING, ...evidence } };
  } catch (error) {
    return { ...verdict, ...outcomeOf(error, row) };
  }
}

function outcomeOf(
  error: unknown,
  { keyword }: Requirement,
): Pick<Verdict, 'status' | 'message'> & Partial<Verdict> {
  if (error instanceof Violation) {
    const status = keyword === 'MUST' ? 'fail' : 'warn';
    return { status, message: error.message, evidence: error.evidence };
  }
  if (error instanceof NotApplicable) {
    return { status: 'not_tested', message: `does not apply: ${error.message}`, applies: false };
  }
  if (error instanceof z.ZodError) {
    const problem = z.prettifyError(error);
    return { status: 'not_tested', message: `an answer has not the form that it should have: ${problem}` };
  }
  if (error instanceof DidNotEnd) return { status: 'not_tested', message: error.message, endless: true };
  if (isOfTheConnector(error)) return { status: 'not_tested', message: error.message };
  const fault = error instanceof Error ? error : new Error('a check threw what is no error');
  return { status: 'not_tested', message: `the suite itself failed: ${fault.message}`, fault };
}

/** Something that the check needs is missing, or the connector answered what no MCP or OAuth client can read. */
function isOfTheConnector(error: unknown): error is Error {
  return [NotTestable, SdkError, ProtocolError, OAuthError, OAuthClientFlowError].some(
    (kind) => error instanceof kind,
  );
}

function heading(row: Requirement, check: string): Pick<Verdict, 'requirement' | 'check' | 'severity'> {
  return { requirement: row.id, check, severity: row.keyword };
}
