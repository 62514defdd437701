/** The id of a part of the page, whatever a report calls its requirement. */
export function anchor(part: 'requirement' | 'failure', ...names: readonly (string | number)[]): string {
  return [part, ...names].map((name) => encodeURIComponent(name)).join(':');
}

/** Links to {@link anchor}; the browser decodes what stands after `#`. */
export function linkTo(...parts: Parameters<typeof anchor>): string {
  return `#${encodeURIComponent(anchor(...parts))}`;
}
