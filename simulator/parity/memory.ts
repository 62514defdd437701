import {
  schemaOfParameter,
  type Addressed,
  type JsonSchema,
  type Parameter,
} from '../open-api/json-schema.ts';

const MOST_THINGS = 3;
const DAY = 86_400_000;

/** What one side has told so far, out of which further calls are made: a call by id takes an id from the list before. */
export class Memory {
  readonly #answers = new Map<string, unknown>();
  readonly #values = new Map<string, string[]>();
  readonly #today: number;

  constructor(today: Date) {
    this.#today = today.getTime();
  }

  remember({ path }: Addressed, body: unknown): void {
    if (!this.#answers.has(path)) this.#answers.set(path, body);
    this.#harvest(body);
  }

  /** The paths with queries of an operation, a few where there are several things to ask for; null while something is not known. */
  pathsOf({ path, parameters }: Addressed): string[] | null {
    const needed = parameters.filter((parameter) => parameter.required && parameter.in !== 'header');
    const values = needed.map((parameter) => this.#valuesOf(parameter, path));
    if (values.some((known) => known.length === 0)) return null;
    const calls = Math.max(1, ...values.map(({ length }) => length));
    return Array.from({ length: Math.min(calls, MOST_THINGS) }, (_, turn) => {
      const search = new URLSearchParams();
      if (parameters.some(({ name }) => name === '$top')) search.set('$top', String(MOST_THINGS));
      let address = path;
      for (const [at, { name, in: where }] of needed.entries()) {
        const value = values[at]?.[turn] ?? values[at]?.[0] ?? '';
        if (where === 'path') address = address.replace(`{${name}}`, encodeURIComponent(value));
        else search.set(name, value);
      }
      return search.size > 0 ? `${address}?${search.toString()}` : address;
    });
  }

  #valuesOf(parameter: Parameter, path: string): string[] {
    const { name, content, example } = parameter;
    const schema = schemaOfParameter(parameter);
    const item: JsonSchema = schema.items ?? schema;
    if (content !== undefined) return [];
    if (name === 'tenant') return this.#column(this.#answers.get('/api/v1/me'), 'tenants', 'id').slice(0, 1);
    if (name === 'id') return this.#column(this.#answers.get(path.replace(/\/\{id\}.*$/, '')), 'items', 'id');
    if (name === 'name') return this.#column(this.#answers.get(path.replace('/lookup', '')), 'items', 'name');
    if (name.endsWith('_ids')) {
      const collection = `/${name.replace('_ids', 's').replaceAll('_', '-')}`;
      const list = [...this.#answers].find(([known]) => known.endsWith(collection))?.[1];
      return this.#column(list, 'items', 'id');
    }
    if (item.format === 'date') return [this.#dayBefore(name === 'from' ? 14 : 1)];
    if (item.enum !== undefined) return item.enum.slice(0, 1).map(String);
    const told = this.#values.get(name.toLowerCase());
    if (told !== undefined) return told;
    // Words to search for may be any; every other text is one of the tenant.
    return name === 'query' && typeof example === 'string' ? [example] : [];
  }

  #dayBefore(days: number): string {
    return new Date(this.#today - days * DAY).toISOString().slice(0, 10);
  }

  #column(body: unknown, list: string, key: string): string[] {
    const rows = fieldOf(body, list);
    return Array.isArray(rows)
      ? rows.map((row) => fieldOf(row, key)).filter((value) => typeof value === 'string')
      : [];
  }

  /** Keeps a few values of every name: a parameter of that name takes them. */
  #harvest(body: unknown): void {
    if (Array.isArray(body)) for (const item of body.slice(0, MOST_THINGS)) this.#harvest(item);
    else if (typeof body === 'object' && body !== null) {
      for (const [key, value] of Object.entries(body)) {
        if (typeof value === 'string' || typeof value === 'number')
          this.#keep(key.toLowerCase(), String(value));
        else this.#harvest(value);
      }
    }
  }

  #keep(name: string, value: string): void {
    const values = this.#values.get(name) ?? [];
    if (values.length < MOST_THINGS && value !== '' && !values.includes(value)) values.push(value);
    this.#values.set(name, values);
  }
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(key)
    : undefined;
}
