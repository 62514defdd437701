import fc from 'fast-check';
import { arbitraryOf } from './arbitrary-of.ts';
import { schemaOfParameter, type Addressed, type OpenApi, type Parameter } from './json-schema.ts';
import type { SampleCall } from './sample-calls.ts';
import { spoiled } from './spoiled.ts';

/** Calls that the document allows, made from the document alone but for what the path names. */
export function allowedCalls(
  document: OpenApi,
  operation: Addressed,
  path: SampleCall['path'],
): fc.Arbitrary<SampleCall> {
  const { schemas } = document.components;
  const queries = operation.parameters.filter((parameter) => parameter.in === 'query');
  const fields = queries.map((parameter) => {
    const values = arbitraryOf(schemaOfParameter(parameter), schemas);
    return [parameter.name, values.map((value) => textsOf(parameter, value))] as const;
  });
  const requiredKeys = queries.filter(({ required }) => required).map(({ name }) => name);
  const query = fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
  const body = operation.requestBody?.content['application/json']?.schema;
  if (body === undefined) return query.map((sent) => ({ path, query: sent }));
  return fc.record({ path: fc.constant(path), query, body: arbitraryOf(body, schemas) });
}

/** The same with something changed, so that the document may no longer allow them. */
export function spoiledCalls(
  document: OpenApi,
  operation: Addressed,
  path: SampleCall['path'],
): fc.Arbitrary<SampleCall> {
  return allowedCalls(document, operation, path).chain((call) => {
    const names = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
    const queries = fc
      .tuple(
        fc.constantFrom('colour', ...names),
        fc.oneof(ODD_TEXT, fc.array(ODD_TEXT, { minLength: 2, maxLength: 60 })),
      )
      .map(([name, value]) => ({ ...call, query: { ...call.query, [name]: value } }));
    if (!('body' in call)) return queries;
    const bodies = spoiled(call.body).map((body) => ({ ...call, body: body ?? null }));
    return fc.oneof(bodies, queries);
  });
}

const ODD_TEXT = fc.oneof(
  fc.constantFrom('', ' ', '0', '-1', '1.5', '1e2', '0x10', '+5', ' 5', '007', 'true', 'null', '{}', '[]'),
  fc.constantFrom(
    '2026-02-30',
    '2026-01-01',
    '2026-01-01T00:00Z',
    '2026-01-01T00:00:00+01:00',
    'draft',
    'name_asc',
  ),
  fc.constantFrom('sent:gt:1e5', 'sent:in:5', 'channel:gt:a', 'channel:in:', 'day:gte:', 'a'.repeat(2049)),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);

/** A value as it stands in a query. */
function textsOf({ content }: Parameter, value: unknown): string | string[] {
  if (content !== undefined) return JSON.stringify(value);
  return Array.isArray(value) ? value.map(String) : String(value);
}
