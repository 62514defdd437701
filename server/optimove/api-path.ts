// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * Fills the `:name` places of an operation's path. One value becomes one encoded segment; null when a value cannot be an id,
 * because a URL parser would read it as another route (`.`, `..`), as nothing, or not at all.
 */
export function apiPath(template: string, params: Readonly<Record<string, string>>): string | null {
  const segments: string[] = [];
  for (const segment of template.split('/')) {
    const value = segment.startsWith(':') ? params[segment.slice(1)] : segment;
    if (value === undefined) throw new Error(`The path ${template} has no value for ${segment}.`);
    const encoded = segment.startsWith(':') ? encodeSegment(value) : value;
    if (encoded === null) return null;
    segments.push(encoded);
  }
  return segments.join('/');
}

function encodeSegment(value: string): string | null {
  if (value === '' || value === '.' || value === '..' || CONTROL.test(value) || !value.isWellFormed())
    return null;
  return encodeURIComponent(value);
}
