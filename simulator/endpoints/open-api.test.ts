import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ORIGIN, createTinySimulator } from '../testing/tiny-simulator.ts';
import { discoverEndpoints } from './registry.ts';

const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        operationId: z.string(),
        'x-effect': z.string(),
        'x-permission': z.string().nullable(),
        'x-evidence': z.string(),
        responses: z.record(z.string(), z.unknown()),
        parameters: z.array(z.object({ name: z.string(), in: z.string() })),
      }),
    ),
  ),
  components: z.object({
    schemas: z.record(z.string(), z.unknown()),
    responses: z.record(z.string(), z.unknown()),
  }),
});

const simulator = await createTinySimulator();
const response = await simulator.fetch(new Request(`${ORIGIN}/openapi.json`));
const text = await response.text();
const whole = z.looseObject({ paths: z.record(z.string(), z.unknown()) }).parse(JSON.parse(text));
/** The platform API's part of it: the public API has a test of its own. */
const document = documentSchema.parse({
  ...whole,
  paths: Object.fromEntries(Object.entries(whole.paths).filter(([path]) => path.startsWith('/api/v1/'))),
});
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

describe('GET /openapi.json', () => {
  test('describes every endpoint with its effect, permission and evidence', async () => {
    const endpoints = await discoverEndpoints();

    const described = operations.map((operation) => [
      operation.operationId,
      operation['x-effect'],
      operation['x-permission'],
      operation['x-evidence'],
    ]);
    expect(described).toEqual(
      endpoints.map(({ id, effect, permission, evidence }) => [id, effect, permission, evidence]),
    );
  });

  test('names every parameter of the path and of the query', () => {
    const [list] = operations.filter(({ operationId }) => operationId === 'list-promotions');

    expect(list?.parameters.map((parameter) => `${parameter.in} ${parameter.name}`)).toEqual(
      expect.arrayContaining([
        'path tenant',
        'query limit',
        'query cursor',
        'query status',
        'query valid_on',
      ]),
    );
  });

  test('refers to nothing that is not in it', () => {
    const references = [...text.matchAll(/"\$ref":"([^"]*)"/g)].map(([, target]) => target);
    const there = [
      ...Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`),
      ...Object.keys(document.components.responses).map((name) => `#/components/responses/${name}`),
    ];

    expect(there).toEqual(expect.arrayContaining(references));
    expect(references).toContain('#/components/schemas/predicate');
  });

  test('says what a creation takes, and how it may end', () => {
    const create = document.paths['/api/v1/tenants/{tenant}/drafts/campaigns']?.['post'];

    expect(create).toMatchObject({
      'x-effect': 'create_draft',
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/create-draft-campaign-body' } },
        },
      },
    });
    expect(Object.keys(create?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '201', '400', '409', '422']),
    );
    expect(create?.parameters).toContainEqual(
      expect.objectContaining({ name: 'idempotency-key', in: 'header' }),
    );
    expect(document.components.schemas['create-draft-campaign-body']).toMatchObject({
      required: ['name', 'target_group_id', 'channel'],
      additionalProperties: false,
    });
  });
});
