import { z } from 'zod';
import type { Examples } from './examples.ts';
import type { Operation } from './operation.ts';
import { PARAMETER_WORDS } from './parameter-words.ts';
import { parameterSchema, type Json } from './schemas.ts';

/** The parameters of an operation, with a value of each that was sent, where one was. */
export function parametersOf({ id, path, query, headers }: Operation, examples: Examples): Json[] {
  const sent = examples.operations[id]?.request;
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' });
  return [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name = '']) =>
      parameter(name, 'path', { type: 'string' }, { required: true, example: sent?.path[name] }),
    ),
    ...Object.entries(properties).map(([name, schema]) =>
      parameter(name, 'query', asObject(schema), {
        required: required.includes(name),
        example: sent?.query[name],
      }),
    ),
    ...Object.entries(headers).map(([name, schema]) =>
      parameter(name, 'header', parameterSchema(schema), { required: false, example: undefined }),
    ),
  ];
}

function parameter(
  name: string,
  where: 'path' | 'query' | 'header',
  given: Json,
  { required, example }: { required: boolean; example: unknown },
): Json {
  const { description = PARAMETER_WORDS[name], contentSchema, pattern, ...rest } = listOf(given);
  // The text of a number has a pattern; the number that it stands for has none.
  const schema = pattern === undefined || rest['type'] === 'integer' ? rest : { ...rest, pattern };
  const shown = example === undefined ? {} : { example: valueOf(example, schema, contentSchema) };
  return {
    name,
    in: where,
    required,
    description,
    // A value that is JSON has a schema of what is in it.
    ...(contentSchema === undefined
      ? { schema, ...shown }
      : { content: { 'application/json': { schema: contentSchema, ...shown } } }),
  };
}

/** What a text in a query stands for. */
function valueOf(text: unknown, { type }: Json, contentSchema: unknown): unknown {
  if (contentSchema !== undefined) return JSON.parse(String(text));
  if (type === 'array') return [text].flat();
  return type === 'integer' ? Number(text) : text;
}

/** A parameter that may be repeated is a list for OpenAPI, however often it is given. */
function listOf(schema: Json): Json {
  const { anyOf, ...rest } = schema;
  const list = Array.isArray(anyOf) ? anyOf.map(asObject).find(({ type }) => type === 'array') : undefined;
  if (list === undefined) return schema;
  return {
    ...rest,
    ...list,
    minItems: 1,
    ...(rest['default'] !== undefined && { default: rest['default'] }),
  };
}

function asObject(schema: unknown): Json {
  return typeof schema === 'object' && schema !== null ? { ...schema } : {};
}
