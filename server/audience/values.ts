import type { SchemaItem } from '#contract/entities/schema-item.ts';

type Attribute = Extract<SchemaItem, { kind: 'attribute' }>;

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** “UK” and “US”. */
const SHORT_REGIONS = new Intl.DisplayNames('en', { type: 'region', style: 'short', fallback: 'none' });
const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** The allowed values of an attribute by their names, codes and, for countries, English names. */
export function namedValues(attribute: Attribute): [name: string, value: string][] {
  const allowed = attribute.allowed_values ?? [];
  const countries = allowed.flatMap((value): [string, string][] => {
    if (!speaksOf(attribute, 'country') || !/^[A-Z]{2}$/.test(value)) return [];
    return [...new Set([REGIONS, SHORT_REGIONS].map((regions) => regions.of(value)))].flatMap((name) =>
      name === undefined ? [] : [[name, value]],
    );
  });
  return [...allowed.map((value): [string, string] => [value, value]), ...countries];
}

/** The allowed value that a text names, exactly or but for case and spaces; undefined unless it is one. */
export function allowedValue(attribute: Attribute, text: string): string | undefined {
  const allowed = attribute.allowed_values ?? [];
  if (allowed.includes(text)) return text;
  const found = [...namedValues(attribute), ...languageNames(attribute)].filter(
    ([name]) => folded(name) === folded(text),
  );
  const [value, ...others] = new Set(found.map(([, one]) => one));
  return others.length === 0 ? value : undefined;
}

/** Allowed language codes by the English names of the languages, which alone may mean a nation. */
export function languageNames(attribute: Attribute): [name: string, value: string][] {
  return (attribute.allowed_values ?? []).flatMap((value): [string, string][] => {
    const name =
      speaksOf(attribute, 'language') && /^[a-z]{2,3}$/.test(value) ? LANGUAGES.of(value) : undefined;
    return name === undefined ? [] : [[name, value]];
  });
}

function speaksOf({ key, name, aliases }: Attribute, word: string): boolean {
  return [key, name, ...aliases].some((text) =>
    text
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .includes(word),
  );
}

function folded(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/gu, ' ');
}
