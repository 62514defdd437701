import { categoryOf } from './open-api.ts';
import type { NamedFunction } from './registry.ts';
import { rolesFor } from './roles.ts';

const COLUMNS = ['function', 'what it does', 'effect', 'keys', 'evidence'] as const;

/** The page `docs/public-api.md`: every function of the public API, by its category. */
export function publicApiPage(functions: readonly NamedFunction[]): string {
  const categories = Map.groupBy(functions, ({ path }) => categoryOf(path));
  const evidence = Map.groupBy(functions, (one) => one.evidence);
  const counted = [...evidence].map(([name, own]) => `${own.length} are ${name}`).toSorted();
  const sections = [...categories].map(([name, own]) => `## ${name}\n\n${tableOf(own)}\n`);
  return `# The public API, function by function

The simulator answers ${functions.length} functions of Optimove's public API: ${counted.join(', ')}. Documented
means that Optimove publishes path and parameters; inferred, that a name is published and its form follows from what stands around
it; designed, that it is ours. The effect is what the journal says. Keys are the roles that may call it.

${sections.join('\n')}
This page comes from the route table: \`node simulator/public/write-public-api-page.ts\` writes it, and a test compares the two.
`;
}

function tableOf(functions: readonly NamedFunction[]): string {
  const rows = functions.map(({ method, path, aliases = [], summary, effect, evidence }) => [
    [path, ...aliases].map((one) => `\`${method} ${one}\``).join(', '),
    summary,
    effect,
    rolesFor(path).includes('integrations') ? 'all' : 'admin, transactional',
    evidence,
  ]);
  const table = [[...COLUMNS], ...rows];
  const widths = COLUMNS.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const [head = [], ...body] = table;
  return [line(head), rule, ...body.map(line)].join('\n');
}
