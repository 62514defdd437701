import { shortened } from '../../shaping/reduced-item.ts';

/** A name or value that people wrote, within a sentence of ours. */
export function quoted(text: string): string {
  return `"${shortened(text)}"`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[], conjunction = 'and'): string {
  return parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} ${conjunction} ${parts.at(-1)}`;
}

/** How many get nothing, so that the effect on the others can be measured. */
export function controlWords(percent: number): string {
  return `${percent} % of the customers are held out as control group.`;
}

export function controlWarnings(percent: number): string[] {
  return percent > 0 ? [] : ['There is no control group: its uplift cannot be measured.'];
}
