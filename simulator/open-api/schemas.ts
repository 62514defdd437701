import { z } from 'zod';
import { predicateSchema } from '#contract/entities/predicate.ts';
import type { Operation } from './operation.ts';

export type Json = Readonly<Record<string, unknown>>;
type Named = readonly (readonly [name: string, schema: z.ZodType])[];

/** The name of the schema of an answer: the first of them bears that of its operation. */
export function answerName({ id, answers }: Operation, status: number): string {
  return answers.findIndex((answer) => answer.status === status && answer.schema !== null) <= 0
    ? id
    : `${id}-${status}`;
}

export function bodyName({ id }: Operation): string {
  return `${id}-body`;
}

/** The schemas of answers, bodies and refusals. What refers to itself is a schema of its own, so that it can be pointed to. */
export function schemasOf(operations: readonly Operation[]): Json {
  const answers = operations.flatMap((operation) =>
    operation.answers.flatMap(({ status, schema }) =>
      schema === null ? [] : [[answerName(operation, status), schema] as const],
    ),
  );
  const refusals = operations.flatMap((operation) => operation.refusals);
  const bodies = operations.flatMap((operation) =>
    operation.body ? [[bodyName(operation), operation.body] as const] : [],
  );
  return {
    ...componentsOf(bodies, 'input'),
    ...componentsOf(
      [...answers, ...refusals.map(({ schemaName, schema }) => [schemaName, schema] as const)],
      'output',
    ),
  };
}

function componentsOf(named: Named, io: 'input' | 'output'): Json {
  const registry = z.registry<{ id: string }>();
  registry.add(predicateSchema, { id: 'predicate' });
  // The same schema may stand in several places, and is registered once.
  for (const [id, schema] of new Map(named))
    registry.add(registry.has(schema) ? schema.clone() : schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: schemaRef, io, override: closed });
  return withSharedBeside(Object.entries(schemas), io);
}

/** What several schemas share without a name of its own, as "any JSON", gets one, so that it is a component like the rest. */
function withSharedBeside(schemas: readonly (readonly [string, Json])[], io: 'input' | 'output'): Json {
  const shared = Object.entries(schemas.find(([id]) => id === '__shared')?.[1]['$defs'] ?? {});
  const named = schemas.filter(([id]) => id !== '__shared').map(([id, schema]) => [id, plain(schema)]);
  const text = JSON.stringify([...named, ...shared.map(([id, schema]) => [`${id}-${io}`, schema])]);
  const entries: [string, unknown][] = JSON.parse(
    text.replaceAll(/"#\/components\/schemas\/__shared#\/\$defs\/(\w+)"/g, `"${schemaRef(`$1-${io}`)}"`),
  );
  return Object.fromEntries(entries);
}

/** The schema of a parameter. */
export function parameterSchema(schema: z.ZodType): Json {
  return plain(z.toJSONSchema(schema, { io: 'input' }));
}

function plain({ $schema: _schema, $id: _id, ...schema }: Json): Json {
  return schema;
}

/** Bodies are read strictly on every level, so a field that a schema does not name is one too many. */
function closed({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  if (jsonSchema['type'] === 'object' && 'properties' in jsonSchema)
    jsonSchema['additionalProperties'] ??= false;
}

export function schemaRef(id: string): string {
  return `#/components/schemas/${id}`;
}
