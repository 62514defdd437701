import type { Outcome } from './measure.ts';

/** Of one scale: what each server did, ours first. */
export interface Comparison {
  scale: string;
  campaigns: number;
  servers: { name: string; version: string; outcome: Outcome }[];
}

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const ratio = (ours: number, theirs: number): string => `${(ours / theirs).toFixed(1)}×`;

/** A Markdown table: figures, and in parentheses how many times ours is faster than that server, or needs less. */
export function table({ servers }: Comparison): string {
  const ours = servers[0]?.outcome;
  const head = ['server', 'ready, ms', 'page of 25, per second', 'by id, per second', 'memory, MiB'];
  const rows = servers.map(({ name, version, outcome }, at) => {
    const title = `${name} ${version}`.trim();
    if ('failure' in outcome) return [title, outcome.failure, '–', '–', '–'];
    const beside = (text: string) =>
      at === 0 || ours === undefined || 'failure' in ours ? '' : ` (${text})`;
    const of = (key: keyof typeof outcome, isLessBetter: boolean): string => {
      const own = ours === undefined || 'failure' in ours ? 0 : ours[key];
      const quotient = isLessBetter ? ratio(outcome[key], own) : ratio(own, outcome[key]);
      return number.format(outcome[key]) + beside(quotient);
    };
    return [
      title,
      of('readyMs', true),
      of('pagesPerSecond', false),
      of('itemsPerSecond', false),
      of('memoryMiB', true),
    ];
  });
  const lines = [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Whether the aim was met at one scale: three times the best peer in both loads, and ready before all. */
export function verdict({ servers: [first, ...peers] }: Comparison): string {
  if (first === undefined || 'failure' in first.outcome) return 'The simulator gave no figures.';
  const ours = first.outcome;
  const others = peers.flatMap(({ outcome }) => ('failure' in outcome ? [] : outcome));
  if (others.length === 0) return 'No peer gave figures.';
  const least = (key: 'pagesPerSecond' | 'itemsPerSecond'): number =>
    ours[key] / Math.max(...others.map((other) => other[key]));
  const isFirst = others.every(({ readyMs }) => ours.readyMs < readyMs);
  const [pages, items] = [least('pagesPerSecond'), least('itemsPerSecond')];
  return `Against the best peer: ${pages.toFixed(1)}× in pages, ${items.toFixed(1)}× by id (aim: 3×); ${isFirst ? 'ready before all' : 'not ready first'}.`;
}
