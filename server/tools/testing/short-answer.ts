const SHOWN_ITEMS = 1;
const SHOWN_CHARACTERS = 160;
const DEEPEST = 5;
/** Sealed texts are other ones each time. */
const SEALED = /^[\w-]{80,}$/;

/** As much of an answer as shows its form. */
export function shortAnswer(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return shortText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return '…';
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'string')) return value.slice(0, 10);
    const shown = value.slice(0, SHOWN_ITEMS).map((item) => shortAnswer(item, depth + 1));
    const more = value.length - shown.length;
    return more > 0 ? [...shown, `… ${more} more`] : shown;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, shortAnswer(member, depth + 1)]),
  );
}

function shortText(text: string): string {
  if (SEALED.test(text)) return '…';
  const characters = Array.from(text);
  return characters.length <= SHOWN_CHARACTERS
    ? text
    : `${characters.slice(0, SHOWN_CHARACTERS).join('').trimEnd()}…`;
}

const LINE_CHARACTERS = 110;

/** JSON with everything on one line that fits there. */
export function compactJson(value: unknown, indent = ''): string {
  const line = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ');
  if (typeof value !== 'object' || value === null || indent.length + line.length <= LINE_CHARACTERS)
    return line;
  const inner = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((item) => compactJson(item, inner))
    : Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${compactJson(member, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${members.map((member) => inner + member).join(',\n')}\n${indent}${close}`;
}
