import type { FoundCheck } from '../discover.ts';
import { AREAS, areaOf, LEVELS } from './requirement.ts';
import type { Requirement } from './requirement.ts';
import { REQUIREMENTS } from './requirements.ts';
import { sourcesOf } from './source.ts';

const KEYWORDS = ['MUST', 'SHOULD'] as const;
const COLUMNS = ['requirement', 'clause', 'source', 'check, which catches a connector that'] as const;

/** The page `docs/requirements.md`: every requirement, where it comes from, what judges it, and what proves that. */
export function requirementsPage(checks: readonly FoundCheck[]): string {
  const saboteurs = checks.flatMap(({ check }) => check.saboteurs).length;
  const areas = AREAS.map((area) => {
    const rows = REQUIREMENTS.filter((row) => areaOf(row) === area).map((row) => rowOf(row, checks));
    return `## ${area}\n\n${table(COLUMNS, rows)}\n`;
  });
  return `# What a connector is held to

Each sentence of the published connector page that binds a connector, and of the standards that it relies on as far as a
connector has to keep them, is a requirement here: ${REQUIREMENTS.length} of them, judged by ${checks.length} checks. That a check can fail is proven by
the ${saboteurs} broken connectors in the last column: \`npm run conformance -- self-test\` shows that each is caught, for the reason named.

${summary()}

A source is a section of the connector page, with the beginning of the SHA-256 of each sentence that it comes from, so that a
changed sentence is noticed; or a section of a standard. A violated MUST fails a run, a violated SHOULD is a warning. Levels: L1 is
seen on the wire, L2 needs the simulator as a witness, L3 the connector in one process with the suite. A deferred requirement is
judged by no run; what would be needed stands in its place.

${areas.join('\n')}
This page comes from the requirements and the checks: \`npm run docs\` writes it, and a test compares them.
`;
}

function summary(): string {
  const judged = REQUIREMENTS.filter(({ deferred }) => deferred === undefined);
  const rows = KEYWORDS.map((keyword) => {
    const own = REQUIREMENTS.filter((row) => row.keyword === keyword);
    const byLevel = LEVELS.map((level) =>
      judged.filter((row) => row.keyword === keyword && row.level === level),
    );
    const deferred = own.filter((row) => row.deferred !== undefined);
    return [keyword, ...[...byLevel, deferred, own].map(({ length }) => String(length))];
  });
  return table(['', ...LEVELS, 'deferred', 'all'], rows);
}

function rowOf(row: Requirement, checks: readonly FoundCheck[]): string[] {
  const own = checks.filter(({ check }) => check.requirement === row.id);
  const proofs = own.map(({ id, check }) => {
    const deeds = check.saboteurs.map(({ breaks }) => `… ${breaks}`);
    return `[Check](../conformance/checks/${id}.check.ts): ${deeds.join('<br>')}`;
  });
  return [
    `\`${row.id}\`<br>${row.keyword}, ${row.level}`,
    row.clause,
    sourceCell(row),
    row.deferred === undefined ? proofs.join('<br>') : `Deferred: ${row.deferred}`,
  ];
}

function sourceCell({ section, sentence_sha256: hashes }: Requirement): string {
  const sources = sourcesOf(section);
  const named =
    sources?.map(({ name, url }) => (url === null ? name : `[${name}](${url})`)).join('; ') ?? section;
  return [named, ...hashes.map((hash) => `\`${hash.slice(0, 8)}\``)].join(' ');
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => '---'), ...rows].map(tableLine).join('\n');
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
