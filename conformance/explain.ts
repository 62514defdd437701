import { ADVICE, LEVEL_NEEDS, PAGE } from './advice.ts';
import type { FoundCheck } from './discover.ts';
import { areaOf } from './requirement.ts';
import type { Requirement } from './requirement.ts';
import { requirement, REQUIREMENTS } from './requirements.ts';

const INDENT = '  ';
const WIDTH = 96;

/** The same as a Markdown table, for the README. */
export function listMarkdown(checks: readonly FoundCheck[]): string {
  const rows = REQUIREMENTS.map((row) =>
    [`\`${row.id}\``, row.clause, row.section, row.keyword, row.level, judgedBy(row, checks)].join(' | '),
  );
  return [
    '| requirement | clause | section | keyword | level | judged by |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

/** All that the suite knows of one requirement, to be read by whoever has to meet it. */
export function explainText(id: string, checks: readonly FoundCheck[]): string {
  const row = requirement(id);
  const own = checks.filter(({ check }) => check.requirement === id);
  const { judged, fix } = ADVICE[areaOf(row)];
  return [
    `${row.id}  ${row.keyword}, level ${row.level}`,
    '',
    ...wrapped(row.clause),
    '',
    ...part('Source', [row.section, ...source(row)]),
    ...(row.deferred === undefined
      ? part('How it is judged', [judged, `Level ${row.level} needs ${LEVEL_NEEDS[row.level]}.`])
      : part('Why no check judges it', [row.deferred])),
    ...own.flatMap((found) => [
      ...part(`What conformance/checks/${found.id}.check.ts catches`, []).slice(0, -1),
      ...found.check.saboteurs.flatMap(({ breaks }) => wrapped(`a connector that ${breaks}`, '- ')),
      '',
    ]),
    ...(own.length === 0
      ? []
      : [...part('How to meet it', [fix]), ...part('Run it', [`npm run conformance -- --only ${row.id}`])]),
  ]
    .join('\n')
    .trimEnd();
}

function source({ sentence_sha256: hashes }: Requirement): string[] {
  return hashes.length === 0 ? [] : [PAGE, ...hashes.map((hash) => `sentence with SHA-256 ${hash}`)];
}

function part(title: string, lines: readonly string[]): string[] {
  return [title, ...lines.flatMap((line) => wrapped(line)), ''];
}

/** Text in lines that fit a terminal, indented; `mark` goes before the first. */
function wrapped(text: string, mark = ''): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > WIDTH - INDENT.length) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line, index) => `${INDENT}${index === 0 ? mark : ' '.repeat(mark.length)}${line}`);
}

function judgedBy(row: Requirement & { id: string }, checks: readonly FoundCheck[]): string {
  if (row.deferred !== undefined) return `deferred: ${row.deferred}`;
  return checks.flatMap(({ id, check }) => (check.requirement === row.id ? [id] : [])).join(', ');
}
