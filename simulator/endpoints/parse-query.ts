import { z } from 'zod';
import { allowedValues } from './allowed-values.ts';
import { problemWords } from './problem-words.ts';
import { invalidParameter } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** Reads the query of a request strictly: an unknown parameter is refused with the known ones, a bad value with the allowed ones. */
export function parseQuery<Query extends z.ZodObject>(schema: Query, url: URL): z.output<Query> | Refusal {
  const known = Object.keys(schema.shape);
  const given = [...new Set(url.searchParams.keys())];
  const unknown = given.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const hint = known.length === 0 ? 'This call takes none.' : `The known ones are ${known.join(', ')}.`;
    return invalidParameter(`Unknown query parameter ${JSON.stringify(unknown)}. ${hint}`, {
      parameter: unknown,
      known_parameters: known,
    });
  }

  const odd = given.find(
    (name) =>
      wholeNumbers(schema).has(name) && url.searchParams.getAll(name).some((text) => !WHOLE.test(text)),
  );
  if (odd !== undefined)
    return invalidParameter(`The query parameter ${odd} must be a whole number.`, { parameter: odd });

  const values = given.map((name) => {
    const all = url.searchParams.getAll(name);
    return [name, all.length === 1 ? all[0] : all] as const;
  });
  const parsed = schema.safeParse(Object.fromEntries(values), { reportInput: true });
  if (parsed.success) return parsed.data;

  const [issue] = parsed.error.issues;
  if (issue === undefined) throw parsed.error;
  const parameter = String(issue.path[0] ?? '');
  const allowed = allowedValues(issue);
  return invalidParameter(`The query parameter ${parameter} ${problemWords(issue)}.`, {
    parameter,
    ...(allowed && { allowed_values: allowed }),
  });
}

const WHOLE = /^-?\d{1,15}$/;
const remembered = new WeakMap<z.ZodObject, ReadonlySet<string>>();

/** The parameters that are whole numbers: a schema that coerces would take `0x10` and the empty text for some, too. */
function wholeNumbers(schema: z.ZodObject): ReadonlySet<string> {
  const before = remembered.get(schema);
  if (before !== undefined) return before;
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' });
  const found = Object.entries(properties).flatMap(([name, property]) =>
    typeof property === 'object' && property.type === 'integer' ? [name] : [],
  );
  const names = new Set(found);
  remembered.set(schema, names);
  return names;
}
