import { z } from 'zod';
import { LEVELS } from '../requirement.ts';
import type { Level } from '../requirement.ts';
import type { Verdict } from '../run.ts';

/** Names the form of the report; a reader refuses any other. */
const REPORT_SCHEMA = 'https://optimove-mcp-harness.example/conformance/report.v1';

const exchangeSchema = z.object({
  as: z.string().optional(),
  request: z.string(),
  arguments: z.unknown().optional(),
  status: z.number().optional(),
  answer: z.string(),
});

/** The JSON report: what `--report json=FILE` writes, published as `report.v1.schema.json`. */
export const reportSchema = z.object({
  schema: z.literal(REPORT_SCHEMA),
  connector: z.object({ url: z.string(), name: z.string(), version: z.string() }),
  level: z.enum(LEVELS),
  seed: z.int(),
  totals: z.object({ pass: z.int(), fail: z.int(), warn: z.int(), not_tested: z.int() }),
  results: z.array(
    z.object({
      requirement: z.string(),
      /** `deferred` where no check can observe the requirement. */
      check: z.string(),
      severity: z.enum(['MUST', 'SHOULD']),
      status: z.enum(['pass', 'fail', 'warn', 'not_tested']),
      message: z.string(),
      /** The connector does not offer what the requirement is about. */
      applies: z.literal(false).optional(),
      evidence: z.object({
        calls: z.array(exchangeSchema),
        journal: z.array(z.looseObject({ seq: z.number(), endpoint: z.string(), effect: z.string() })),
        seed: z.int(),
        path: z.string().nullable(),
      }),
      replay: z.string(),
    }),
  ),
});
export type Report = z.infer<typeof reportSchema>;

/** What a report says of its run. */
export interface RunFacts {
  connector: Report['connector'];
  level: Level;
  seed: number;
  /** The options that reach the same connector again, secrets left out. */
  target: string;
}

/** The report of a run. */
export function reportOf(verdicts: readonly Verdict[], { connector, level, seed, target }: RunFacts): Report {
  const count = (status: Verdict['status']) => verdicts.filter((verdict) => verdict.status === status).length;
  return {
    schema: REPORT_SCHEMA,
    connector,
    level,
    seed,
    totals: {
      pass: count('pass'),
      fail: count('fail'),
      warn: count('warn'),
      not_tested: count('not_tested'),
    },
    results: verdicts.map(({ requirement, check, severity, status, message, applies, evidence }) => ({
      requirement,
      check,
      severity,
      status,
      message,
      ...(applies === false && { applies }),
      evidence: {
        calls: [...evidence.calls],
        journal: [...evidence.journal],
        seed,
        path: evidence.path ?? null,
      },
      replay: `npm run conformance -- --only ${requirement} --seed ${seed}${target}`,
    })),
  };
}
