import type { Report } from './report.ts';
import { reportSchema } from './report.ts';

/** The same report with every text of a stranger cleaned. What the suite itself says in fixed words stays. */
export function withoutSecrets(report: Report, clean: (text: string) => string): Report {
  return reportSchema.parse({
    ...report,
    connector: cleaned(report.connector, clean),
    reached: cleaned(report.reached, clean),
    results: report.results.map((result) => ({
      ...result,
      message: clean(result.message),
      evidence: { ...result.evidence, ...cleanEvidence(result, clean) },
      replay: clean(result.replay),
    })),
  });
}

function cleanEvidence({ evidence }: Report['results'][number], clean: (text: string) => string) {
  return { calls: cleaned(evidence.calls, clean), journal: cleaned(evidence.journal, clean) };
}

/** Every text anywhere in a value, names of members included. */
function cleaned(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((item) => cleaned(item, clean));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [clean(name), cleaned(member, clean)]),
  );
}
