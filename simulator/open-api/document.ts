import { STATUS_CODES } from 'node:http';
import { readExamples, type Examples } from './examples.ts';
import type { ApiFacts, Operation, RefusalFacts } from './operation.ts';
import { parametersOf } from './parameters.ts';
import { answerName, bodyName, schemaRef, schemasOf, type Json } from './schemas.ts';

const DESCRIPTION = `An Optimove tenant to run offline. Nothing in it is Optimove's: people, brands and figures are invented.

Get a token with \`npm run simulator -- --print-token marketer@lumenplay.example\`, and send it as \`Authorization: Bearer …\`.
Each operation says what it does to the world (\`x-effect\`), which permission it takes (\`x-permission\`), and what it rests on
(\`x-evidence\`): \`documented\` is published by Optimove, \`inferred\` follows from what Optimove publishes, \`designed\` is of this
simulator. Every example was sent and answered as it stands here, by the demo world with seed 1; of lists without a limit, the first
rows are shown.

Operations with \`x-family: public\` are those of Optimove's public API. They take a key, such as \`X-API-KEY: demo-lumenplay-admin\`, of one
of their roles (\`x-roles\`), paths and names of parameters in any case, and \`/current\` before a category.

A parameter or a field that an operation does not name is refused. Lengths count UTF-16 code units.`;

/** Describes operations as OpenAPI 3.1. */
export function openApiDocument(
  operations: readonly Operation[],
  { tags, securitySchemes }: ApiFacts,
  origin: string,
  examples: Examples = readExamples(),
): Json {
  const byPath = Map.groupBy(operations, ({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'));
  const used = new Set(operations.map(({ tag }) => tag));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Optimove tenant, simulated',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'Not licensed for use elsewhere', identifier: 'LicenseRef-UNLICENSED' },
    },
    servers: [{ url: origin }],
    tags: [...used].map((name) => ({ name, description: tags[name] })),
    paths: Object.fromEntries(
      [...byPath].map(([path, here]) => [
        path,
        Object.fromEntries(here.map((one) => [one.method.toLowerCase(), describe(one, examples)])),
      ]),
    ),
    components: {
      securitySchemes,
      responses: refusalsOf(operations, examples),
      schemas: schemasOf(operations),
    },
  };
}

function describe(operation: Operation, examples: Examples): Json {
  const { id, summary, description, tag, security, extensions, answers, refusals, body } = operation;
  const seen = examples.operations[id];
  const given = answers.map(({ status, description: words, schema }) => [
    status,
    {
      description: words,
      ...(schema && { content: json(answerName(operation, status), seen?.answers[status]) }),
    },
  ]);
  return {
    operationId: id,
    summary,
    description,
    tags: [tag],
    security: [{ [security]: [] }],
    ...extensions,
    parameters: parametersOf(operation, examples),
    ...(body && { requestBody: { required: true, content: json(bodyName(operation), seen?.request.body) } }),
    responses: Object.fromEntries([
      ...given,
      ...refusals.map(({ status, name }) => [status, { $ref: `#/components/responses/${name}` }]),
    ]),
  };
}

function refusalsOf(operations: readonly Operation[], examples: Examples): Json {
  const refusals = new Map<string, RefusalFacts>(
    operations.flatMap((operation) => operation.refusals.map((refusal) => [refusal.name, refusal])),
  );
  return Object.fromEntries(
    [...refusals.values()].map(({ name, status, description, headers, schemaName }) => [
      name,
      {
        description: `${STATUS_CODES[status]}: ${description}`,
        ...(headers && { headers }),
        content: json(schemaName, examples.refusals[name]),
      },
    ]),
  );
}

function json(name: string, example: unknown): Json {
  return {
    'application/json': { schema: { $ref: schemaRef(name) }, ...(example !== undefined && { example }) },
  };
}
