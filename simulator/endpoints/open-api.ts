import { z } from 'zod';
import { apiErrorSchema } from '#contract/api-error.ts';
import { predicateSchema } from '#contract/entities/predicate.ts';
import type { NamedEndpoint } from './registry.ts';

type Json = Readonly<Record<string, unknown>>;

const EVIDENCE = {
  documented: 'published by Optimove',
  inferred: 'inferred from what Optimove publishes',
  designed: 'designed for this simulator',
} as const;

/**
 * Describes the route table as OpenAPI 3.1. Each operation says what it does to the world (`x-effect`), which permission it needs
 * (`x-permission`), and how well it is attested (`x-evidence`).
 */
export function openApiDocument(endpoints: readonly NamedEndpoint[], origin: string): Json {
  const byPath = Map.groupBy(endpoints, ({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Optimove tenant API, simulated',
      version: '1',
      description: `What each operation rests on: ${Object.entries(EVIDENCE)
        .map(([name, meaning]) => `${name} = ${meaning}`)
        .join('; ')}.`,
    },
    servers: [{ url: origin }],
    security: [{ bearer: [] }],
    paths: Object.fromEntries(
      [...byPath].map(([path, here]) => [
        path,
        Object.fromEntries(here.map((endpoint) => [endpoint.method.toLowerCase(), operation(endpoint)])),
      ]),
    ),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      responses: {
        refused: {
          description: 'Why the call gets no answer',
          content: { 'application/json': { schema: { $ref: schemaRef('error') } } },
        },
      },
      schemas: answerSchemas(endpoints),
    },
  };
}

function operation(endpoint: NamedEndpoint): Json {
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    'x-effect': endpoint.effect,
    'x-permission': endpoint.permission,
    'x-scope': endpoint.scope,
    'x-evidence': endpoint.evidence,
    parameters: [...pathParameters(endpoint.path), ...queryParameters(endpoint.query)],
    responses: {
      '200': {
        description: 'The answer',
        content: { 'application/json': { schema: { $ref: schemaRef(endpoint.id) } } },
      },
      ...(endpoint.accepted && {
        '202': {
          description: 'Accepted: the work goes on',
          content: { 'application/json': { schema: { $ref: schemaRef(`${endpoint.id}-accepted`) } } },
        },
      }),
      default: { $ref: '#/components/responses/refused' },
    },
  };
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

/** The answers by the ids of their endpoints. What refers to itself is a schema of its own, so that it can be pointed to. */
function answerSchemas(endpoints: readonly NamedEndpoint[]): Json {
  const registry = z.registry<{ id: string }>();
  registry.add(apiErrorSchema, { id: 'error' });
  registry.add(predicateSchema, { id: 'predicate' });
  for (const { id, answer, accepted } of endpoints) {
    registry.add(answer, { id });
    // One schema may stand for several operations, and a registry takes it once.
    if (accepted !== undefined) registry.add(accepted.clone(), { id: `${id}-accepted` });
  }
  const { schemas } = z.toJSONSchema(registry, { uri: schemaRef });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $id: _id, $schema: _schema, ...schema }]) => [id, schema]),
  );
}

function schemaRef(id: string): string {
  return `#/components/schemas/${id}`;
}
