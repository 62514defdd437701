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
      schemas: schemasOf(endpoints),
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
    parameters: [
      ...pathParameters(endpoint.path),
      ...queryParameters(endpoint.query),
      ...headerParameters(endpoint.headers),
    ],
    ...(endpoint.body && { requestBody: { required: true, content: json(bodyId(endpoint)) } }),
    responses: {
      ...answersOf(endpoint).reduce(
        (responses, [status, description]) => ({
          ...responses,
          [status]: { description, content: json(endpoint.id) },
        }),
        {},
      ),
      ...(endpoint.accepted && {
        '202': { description: 'Accepted: the work goes on', content: json(`${endpoint.id}-accepted`) },
      }),
      ...(endpoint.effect !== 'read' && REFUSED),
      ...(endpoint.headers && { '422': { $ref: REFUSED_REF } }),
      default: { $ref: REFUSED_REF },
    },
  };
}

const REFUSED_REF = '#/components/responses/refused';
const REFUSED = { '400': { $ref: REFUSED_REF }, '409': { $ref: REFUSED_REF } };

function answersOf({ effect, headers }: NamedEndpoint): (readonly [status: string, description: string])[] {
  if (effect !== 'create_draft' && effect !== 'create_live') return [['200', 'The answer']];
  const again = [['200', 'What the same idempotency key had made before']] as const;
  return [['201', 'What was made'], ...(headers ? again : [])];
}

function json(schema: string): Json {
  return { 'application/json': { schema: { $ref: schemaRef(schema) } } };
}

function bodyId({ id }: NamedEndpoint): string {
  return `${id}-body`;
}

function headerParameters(headers: NamedEndpoint['headers'] = {}): Json[] {
  return Object.entries(headers).map(([name, schema]) => {
    const { $schema: _schema, ...shape } = z.toJSONSchema(schema, { io: 'input' });
    return { name, in: 'header', required: false, schema: shape };
  });
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

/** Answers and bodies by the ids of their endpoints. What refers to itself is a schema of its own, so that it can be pointed to. */
function schemasOf(endpoints: readonly NamedEndpoint[]): Json {
  const answers = registryWith(
    endpoints.flatMap(({ id, answer, accepted }) => [
      [id, answer] as const,
      ...(accepted === undefined ? [] : [[`${id}-accepted`, accepted] as const]),
    ]),
  );
  answers.add(apiErrorSchema, { id: 'error' });
  const bodies = registryWith(
    endpoints.flatMap((endpoint) => (endpoint.body ? [[bodyId(endpoint), endpoint.body]] : [])),
  );
  return { ...componentsOf(bodies, 'input'), ...componentsOf(answers, 'output') };
}

function registryWith(schemas: readonly (readonly [id: string, schema: z.ZodType])[]) {
  const registry = z.registry<{ id: string }>();
  registry.add(predicateSchema, { id: 'predicate' });
  // Two endpoints may answer alike; a schema is registered once.
  for (const [id, schema] of schemas) registry.add(registry.has(schema) ? schema.clone() : schema, { id });
  return registry;
}

function componentsOf(registry: ReturnType<typeof registryWith>, io: 'input' | 'output'): Json {
  const { schemas } = z.toJSONSchema(registry, { uri: schemaRef, io });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $id: _id, $schema: _schema, ...schema }]) => [id, schema]),
  );
}

function schemaRef(id: string): string {
  return `#/components/schemas/${id}`;
}
