import { canonicalJson } from '../canonical-json.ts';

/** By its path, `approval.state`, what a field was and what it is; null where there is none. */
export type Fields = Record<string, { from: unknown; to: unknown }>;

/** The fields in which two objects differ. A list is one field. */
export function differingFields(from: object, to: object, path = ''): Fields {
  const before = new Map<string, unknown>(Object.entries(from));
  const after = new Map<string, unknown>(Object.entries(to));
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const fields = names.flatMap((name): [string, Fields[string]][] => {
    const [was, is] = [before.get(name), after.get(name)];
    if (canonicalJson(was ?? null) === canonicalJson(is ?? null)) return [];
    if (isParted(was) && isParted(is)) return Object.entries(differingFields(was, is, `${path}${name}.`));
    return [[path + name, { from: was ?? null, to: is ?? null }]];
  });
  return Object.fromEntries(fields);
}

function isParted(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
