import * as fc from 'fast-check';
import { arbitraryOf } from './arbitrary-of.ts';
import { schemaOfParameter, type Addressed, type OpenApi, type Parameter } from '../json-schema.ts';
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
  const headers = operation.parameters
    .filter((parameter) => parameter.in === 'header')
    .map(
      (parameter) =>
        [parameter.name, arbitraryOf(schemaOfParameter(parameter), schemas).map(String)] as const,
    );
  const requiredKeys = queries.filter(({ required }) => required).map(({ name }) => name);
  const query = fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
  const body = operation.requestBody?.content['application/json']?.schema;
  return fc.record({
    path: fc.constant(path),
    query,
    headers: fc.oneof(fc.constant({}), fc.record(Object.fromEntries(headers), { noNullPrototype: true })),
    ...(body && { body: arbitraryOf(body, schemas) }),
  });
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
    const headers = fc
      .tuple(fc.constantFrom(...Object.keys(call.headers ?? {}), 'x-colour'), ODD_HEADER)
      .map(([name, value]) => ({ ...call, headers: { ...call.headers, [name]: value } }));
    if (!('body' in call)) return fc.oneof(queries, headers);
    const bodies = spoiled(call.body).map((body) => ({ ...call, body: body ?? null }));
    return fc.oneof(bodies, queries, headers);
  });
}

const ODD_HEADER = fc.constantFrom('', 'two words', 'caf\u00e9', 'x'.repeat(129), 'ok');

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
