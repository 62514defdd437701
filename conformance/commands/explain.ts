import { ADVICE, LEVEL_NEEDS, PAGE } from './advice.ts';
import type { FoundCheck } from '../discover.ts';
import { areaOf } from '../ledger/requirement.ts';
import type { Requirement } from '../ledger/requirement.ts';
import { requirement } from '../ledger/requirements.ts';
import { sourcesOf } from '../ledger/source.ts';

const INDENT = '  ';
const WIDTH = 96;

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

function source({ section, sentence_sha256: hashes }: Requirement): string[] {
  if (hashes.length > 0) return [PAGE, ...hashes.map((hash) => `sentence with SHA-256 ${hash}`)];
  return (sourcesOf(section) ?? []).flatMap(({ url }) => (url === null ? [] : [url]));
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
