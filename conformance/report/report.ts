import { z } from 'zod';
import type { Reckoning } from '../baseline/baseline.ts';
import { PEOPLE } from '../connector.ts';
import type { FoundCheck } from '../discover.ts';
import { outcomeOf, OUTCOMES } from '../commands/exit-code.ts';
import { LEVELS } from '../ledger/requirement.ts';
import { requirement } from '../ledger/requirements.ts';
import type { Verdict } from '../run.ts';
import { replayLine } from './replay-line.ts';

/** Names the form of the report; a reader refuses any other. */
const REPORT_SCHEMA = 'https://optimove-mcp-harness.example/conformance/report.v1';

/** The way to a counterexample in what fast-check generates: `3:0:1`. */
export const PATH = /^\d+(?::\d+)*$/u;

const exchangeSchema = z.object({
  as: z.string().optional(),
  request: z.string(),
  arguments: z.unknown().optional(),
  status: z.number().optional(),
  answer: z.string(),
});

const address = z.url({ protocol: /^https?$/u });

/** How a run came to its connector, secrets left out; nothing where the suite started the connector of this repository. */
const reachedSchema = z.object({
  url: address.optional(),
  control: address.optional(),
  in_process: z.string().optional(),
  /** The email of a person, or where the token was read: `@FILE` or `env:NAME`. */
  people: z.partialRecord(z.enum(PEOPLE), z.string()).optional(),
});
export type Reached = z.infer<typeof reachedSchema>;

export const resultSchema = z.object({
  requirement: z.string(),
  /** `deferred` where no check can observe the requirement. */
  check: z.string(),
  severity: z.enum(['MUST', 'SHOULD']),
  status: z.enum(['pass', 'fail', 'warn', 'not_tested']),
  message: z.string(),
  clause: z.string(),
  section: z.string(),
  level: z.enum(LEVELS),
  /** How many broken connectors the check is known to catch. */
  saboteurs: z.int(),
  seconds: z.number(),
  /** The connector does not offer what the requirement is about. */
  applies: z.literal(false).optional(),
  /** The baseline covers this failure. */
  known: z.object({ reason: z.string(), owner: z.string(), expires: z.string() }).optional(),
  evidence: z.object({
    calls: z.array(exchangeSchema),
    journal: z.array(z.looseObject({ seq: z.number(), endpoint: z.string(), effect: z.string() })),
    seed: z.int(),
    path: z.string().regex(PATH).nullable(),
  }),
  replay: z.string(),
});
export type Result = z.infer<typeof resultSchema>;

/** The JSON report: what `--report json=FILE` writes, published as `report.v1.schema.json`. */
export const reportSchema = z.object({
  schema: z.literal(REPORT_SCHEMA),
  connector: z.object({ url: z.string(), name: z.string(), version: z.string() }),
  level: z.enum(LEVELS),
  seed: z.int(),
  runs: z.int(),
  date: z.string(),
  seconds: z.number(),
  /** Generated sequences of calls that ran. */
  sequences: z.int(),
  outcome: z.enum(OUTCOMES),
  reached: reachedSchema,
  /** `known` counts the failures and warnings that the baseline covers; they are among the others too. */
  totals: z.object({
    pass: z.int(),
    fail: z.int(),
    warn: z.int(),
    not_tested: z.int(),
    known: z.int(),
  }),
  /** Requirements whose entries in the baseline make the run fail. */
  baseline: z.object({ stale: z.array(z.string()), expired: z.array(z.string()) }),
  results: z.array(resultSchema),
});
export type Report = z.infer<typeof reportSchema>;

/** What a report says of its run besides its verdicts. */
export interface RunFacts extends Pick<
  Report,
  'connector' | 'level' | 'seed' | 'runs' | 'date' | 'seconds' | 'sequences' | 'reached'
> {
  reckoning: Reckoning;
  checks: readonly FoundCheck[];
}

/** The report of a run. */
export function reportOf(verdicts: readonly Verdict[], { reckoning, checks, ...facts }: RunFacts): Report {
  const results = verdicts.map((verdict) => resultOf(verdict, facts, reckoning, checks));
  const count = (status: Verdict['status']) => results.filter((result) => result.status === status).length;
  return {
    schema: REPORT_SCHEMA,
    ...facts,
    outcome: outcomeOf(verdicts, reckoning),
    totals: {
      pass: count('pass'),
      fail: count('fail'),
      warn: count('warn'),
      not_tested: count('not_tested'),
      known: results.filter(({ known }) => known !== undefined).length,
    },
    baseline: { stale: reckoning.stale, expired: reckoning.expired },
    results,
  };
}

function resultOf(
  verdict: Verdict,
  { seed, runs, reached }: Pick<Report, 'seed' | 'runs' | 'reached'>,
  { known }: Reckoning,
  checks: readonly FoundCheck[],
): Result {
  const { requirement: id, check, severity, status, message, evidence, applies, seconds = 0 } = verdict;
  const { clause, section, level } = requirement(id);
  const entry = status === 'fail' || status === 'warn' ? known.get(id) : undefined;
  const path = evidence.path ?? null;
  return {
    requirement: id,
    check,
    severity,
    status,
    message,
    clause,
    section,
    level,
    saboteurs: checks.find((found) => found.id === check)?.check.saboteurs.length ?? 0,
    seconds: Math.round(seconds * 1000) / 1000,
    ...(applies === false && { applies }),
    ...(entry !== undefined && {
      known: { reason: entry.reason, owner: entry.owner, expires: entry.expires },
    }),
    evidence: { calls: [...evidence.calls], journal: [...evidence.journal], seed, path },
    replay: replayLine({ requirement: id, seed, runs, path, reached }),
  };
}
