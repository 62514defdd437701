import type { Connector } from '../../connector.ts';
import { jsonSchema } from '../../client/wire.ts';

/** Names of fields that hold what people wrote. */
const WRITTEN = /name|title|description|subject|email|label|url|note|comment|text|created_by|updated_by/u;
const ID = /(^|_)id$/u;
const NO_DATA = /request_id|trace|time_zone|region|currency/u;

/** The texts in answers of the API that are of a tenant alone: what people wrote, ids that are no number, and other long text. */
export function secretsIn(bodies: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (isSecret(value, key)) found.add(value);
      return;
    }
    if (Array.isArray(value)) {
      for (const one of value) visit(one, key);
      return;
    }
    for (const [name, one] of Object.entries(jsonSchema.safeParse(value).data ?? {})) visit(one, name);
  };
  for (const body of bodies) visit(parsed(body), '');
  return [...found];
}

function isSecret(text: string, key: string): boolean {
  if (NO_DATA.test(key) || /^\d{4}-\d\d-\d\d|^[\d.]+$/u.test(text)) return false;
  if (WRITTEN.test(key) || ID.test(key)) return text.length >= 6;
  return text.length >= 12 && /[\s@\d]/u.test(text);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** The first of the secrets that stands in the text, unless the catalog of tools says it to everybody. */
export function leakIn(text: string, secrets: readonly string[], known = ''): string | undefined {
  return secrets.find((secret) => !known.includes(secret) && text.includes(secret));
}

/** What the connector asked meanwhile and what it was answered: the tokens that it bore, and the bodies of the answers. */
export interface Overheard {
  bearers: string[];
  bodies: string[];
}

/** Runs `action` and listens at the gate. */
export async function overhear(connector: Connector, action: () => Promise<void>): Promise<Overheard> {
  const overheard: Overheard = { bearers: [], bodies: [] };
  connector.inside().gate(async (request, send) => {
    const [, bearer] = (request.headers.get('authorization') ?? '').split(' ');
    if (bearer !== undefined) overheard.bearers.push(bearer);
    const response = await send(request);
    overheard.bodies.push(await response.clone().text());
    return response;
  });
  await action().finally(() => connector.inside().gate(null));
  return overheard;
}
