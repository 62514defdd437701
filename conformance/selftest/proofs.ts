import { openConnector } from '../connector.ts';
import type { Context, Hiding, Saboteur, Wire } from '../define.ts';
import type { FoundCheck } from '../discover.ts';
import { EXIT, exitCodeOf } from '../commands/exit-code.ts';
import { requirement } from '../ledger/requirements.ts';
import { judge, judgeOne } from '../run.ts';
import type { Verdict } from '../run.ts';
import { sabotaged } from './sabotaged.ts';
import { soundStack } from './sound-connector.ts';
import type { Fetch } from '../client/wire.ts';

/** That a check does what it is there for, or why it does not. */
export interface Proof {
  /** The connector that it is about; completes "a connector that". */
  breaks: string;
  /** What the check said of it. */
  seen: string;
  /** Why this proves nothing; null where it is proof. */
  broken: string | null;
}

export interface SaboteurProof extends Proof {
  hides: Hiding | null;
  /** How often it did something that the sound connector does not. */
  acts: number;
  /** The other requirements whose checks noticed it; null where they were not asked. */
  noticed: string[] | null;
}

export interface DegenerateProof extends Proof {
  /** The requirements that it violates. */
  rejected: string[];
}

/** A check on the sound connector, which it has to accept. */
export async function proveAcceptance(found: FoundCheck, context: Context): Promise<Proof> {
  const { status, message } = await judgeOne(openConnector((await soundStack()).target), found, context);
  return {
    breaks: 'keeps every requirement',
    seen: message,
    broken: status === 'pass' ? null : `the sound connector got ${status}: ${message}`,
  };
}

/**
 * A check on one of its saboteurs, which has to act, and which it has to catch for the reason that the saboteur names. `others`
 * are asked as well, each on the same broken connector.
 */
export async function proveSaboteur(
  found: FoundCheck,
  saboteur: Saboteur,
  context: Context,
  others: readonly FoundCheck[] | null,
): Promise<SaboteurProof> {
  const { target, acts } = await sabotaged(saboteur);
  const alone = { ...context, only: found.check.requirement };
  const verdict = await judgeOne(openConnector(target), found, alone);
  const count = await acts();
  return {
    breaks: saboteur.breaks,
    hides: saboteur.hides ?? null,
    acts: count,
    seen: verdict.message,
    broken: count === 0 ? 'it never acted: the check saw a sound connector' : missed(verdict, saboteur),
    noticed: others && (await noticing(saboteur, others, context)),
  };
}

function missed({ requirement: id, status, message }: Verdict, { caught }: Saboteur): string | null {
  const expected = requirement(id).keyword === 'MUST' ? 'fail' : 'warn';
  if (status !== expected) return `it got ${status}, not ${expected}: ${message}`;
  return caught.test(message) ? null : `it was caught for another reason than ${String(caught)}: ${message}`;
}

async function noticing(
  saboteur: Saboteur,
  others: readonly FoundCheck[],
  context: Context,
): Promise<string[]> {
  const { target } = await sabotaged(saboteur);
  return violatedIn(await judge(openConnector(target), others, context));
}

/** The whole suite on a connector that is not even half a connector, which it has to reject. */
export async function proveDegenerate(
  breaks: string,
  degenerate: (wire: Wire) => Fetch,
  checks: readonly FoundCheck[],
  context: Context,
): Promise<DegenerateProof> {
  const { target, mischief } = await soundStack();
  const fetch = degenerate({ fetch: target.fetch, url: target.url, mischief });
  const verdicts = await judge(openConnector({ ...target, fetch }), checks, context);
  const fault = verdicts.find((verdict) => verdict.fault !== undefined);
  const code = exitCodeOf(verdicts);
  const rejected = violatedIn(verdicts);
  return {
    breaks,
    rejected,
    seen: `exit code ${code}`,
    broken:
      fault !== undefined
        ? `${fault.check}: ${fault.message}`
        : code === EXIT.violation
          ? null
          : `the suite ended with exit code ${code}, not ${EXIT.violation}`,
  };
}

function violatedIn(verdicts: readonly Verdict[]): string[] {
  const violated = verdicts.filter(({ status }) => status === 'fail' || status === 'warn');
  return [...new Set(violated.map(({ requirement: id }) => id))];
}
