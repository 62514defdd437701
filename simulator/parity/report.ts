import type { Parity } from './compare.ts';

/** The outcome for a person, in lines. */
export function reportOf({ compared, not_compared, differences }: Parity, base: string): string {
  const byOperation = Map.groupBy(differences, ({ operation, path }) => `${operation}  ${path}`);
  const found = [...byOperation].flatMap(([title, all]) => [
    '',
    title,
    ...all.map(
      ({ at, kind, expected, found: there }) => `  ${at || '(answer)'}: ${sentence(kind, expected, there)}`,
    ),
  ]);
  const rest = not_compared.map(({ operation, why }) => `  ${operation}: ${why}`);
  return [
    `${count(compared.length, 'read-only operation')} of ${base} compared with the simulator.`,
    ...(rest.length > 0 ? ['', 'Not compared:', ...rest] : []),
    ...found,
    '',
    differences.length === 0
      ? 'No difference in structure.'
      : `${count(differences.length, 'difference')} in structure.`,
  ].join('\n');
}

function sentence(kind: Parity['differences'][number]['kind'], expected: string, found: string): string {
  switch (kind) {
    case 'missing key':
      return 'is missing there; the simulator always has it';
    case 'unknown key':
      return `is there (${found}); the simulator has no such key`;
    case 'unknown word':
      return `has a word there that is not among: ${expected}`;
    case 'status':
    case 'type':
    case 'form':
      return `${kind}: ${found} there, ${expected} in the simulator`;
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
