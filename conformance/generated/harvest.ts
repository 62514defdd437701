import type { Known } from '../arbitraries/ordinary-text.ts';
import { wordsOf } from '../tool-catalog.ts';
import type { ToolDefinition } from '../tool-catalog.ts';
import { jsonSchema } from '../client/wire.ts';

const MOST_OF_A_KIND = 6;
const MOST_WORDS = 40;
const LONGEST = 2048;
const DEEP = 6;

/** The ids, keys and names in a result, each with the kind of thing that it names. */
export function knownIn(tool: ToolDefinition, structured: unknown): Known[] {
  const found: Known[] = [];
  const add = (entity: string, value: unknown) => {
    if (typeof value !== 'string' && typeof value !== 'number') return;
    const text = String(value);
    const same = found.filter((one) => one.entity === entity);
    if (text.length > LONGEST || same.length >= MOST_OF_A_KIND || same.some((one) => one.text === text))
      return;
    found.push({ entity, text });
  };
  const walk = (value: unknown, entity: string, depth: number): void => {
    if (depth > DEEP) return;
    if (Array.isArray(value)) {
      for (const one of value.slice(0, 50)) walk(one, entity, depth + 1);
      return;
    }
    const fields = jsonSchema.safeParse(value).data;
    if (fields === undefined) return;
    const kinds = [entity, fields['kind'], fields['type']].filter((kind) => typeof kind === 'string');
    for (const [name, one] of Object.entries(fields)) {
      const [, owner] = /^(.+)_(?:id|key|name)s?$/u.exec(name) ?? [];
      if (['id', 'key', 'name'].includes(name)) for (const kind of kinds) add(kind, one);
      else if (owner !== undefined) for (const each of [one].flat()) add(owner, each);
      else walk(one, ['items', 'item', 'draft'].includes(name) ? entity : singular(name), depth + 1);
    }
  };
  walk(structured, subjectOf(tool), 0);
  return found;
}

/** The words that a refusal names: in quotation marks, as an id in brackets, or in a list; not those that were sent. */
export function toldIn(tool: ToolDefinition, refusal: string, sent: unknown): Known[] {
  const quoted = [...refusal.matchAll(/"([^"]{1,300})"|\((?:id|key) ([\w.-]+)\)/gu)].map(
    ([, text, id]) => text ?? id ?? '',
  );
  const listed = [...refusal.matchAll(/[\w-]+(?:, [\w-]+){2,}/gu)].flatMap(([list]) => list.split(', '));
  const echoed = JSON.stringify(sent);
  return [...new Set([...quoted, ...listed])]
    .filter((text) => !echoed.includes(JSON.stringify(text)))
    .slice(0, MOST_WORDS)
    .map((text) => ({ entity: tool.name, text }));
}

/** What a tool is about, by its name: `doc` of `optimove_search_docs`. */
function subjectOf(tool: ToolDefinition): string {
  const words = wordsOf(tool).filter(
    (word) => !['list', 'get', 'search', 'create', 'draft', 'query'].includes(word),
  );
  return singular(words.join('_'));
}

function singular(name: string): string {
  return name.replace(/s$/u, '');
}
