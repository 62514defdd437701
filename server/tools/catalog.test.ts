import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCatalog } from '../mcp/catalog.ts';
import type { Principal } from '../ports.ts';
import { LUMENPLAY, principalWith } from '../testing/principal.ts';
import { definitionOf } from './definition.ts';
import { loadTools } from './registry.ts';

const LIST_TOKENS = 8000;
const SCHEMA_CHARACTERS = 16_384;

/** The only tools that write. @see Optimove MCP Connector, "Tool catalog" */
const BUILDERS: readonly string[] = [
  'optimove_create_draft_campaign',
  'optimove_create_draft_stream',
  'optimove_create_draft_target_group',
  'optimove_create_draft_trigger',
];

const tools = await loadTools();
const definitions = tools.map(definitionOf);
const manifest = join(import.meta.dirname, 'manifest');
const SCOPES = new Set(['optimove:read', 'optimove:drafts.write'] as const);
const listFor = (tenants: Principal['tenants'], scopes: Principal['scopes'] = SCOPES) =>
  createCatalog(tools)(principalWith({ tenants, scopes }));
const namesFor = (scopes: Principal['scopes']) => listFor([LUMENPLAY], scopes).map(({ name }) => name);

/** As o200k_base counts them. */
function tokensOf(listed: object[]): number {
  return countTokens(
    JSON.stringify(listed, (key, value: unknown) => (key === 'outputSchema' ? undefined : value)),
  );
}

/** Every schema within a schema, itself included. */
function* schemasIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { ...value };
  for (const member of Object.values(value)) yield* schemasIn(member);
}

describe('the catalog', () => {
  test('is what tools/list shows to a caller of one tenant', () => {
    expect(JSON.parse(JSON.stringify(listFor([LUMENPLAY])))).toEqual(JSON.parse(JSON.stringify(definitions)));
  });

  test('holds the builders, and without the scope to draft everything else', () => {
    const readable = namesFor(new Set(['optimove:read']));

    expect(namesFor(SCOPES).filter((name) => !readable.includes(name))).toEqual(BUILDERS);
  });

  test('is pinned, definition by definition, in manifest/ (node server/tools/write-manifest.ts)', () => {
    const pinned = readdirSync(manifest).map((file): unknown =>
      JSON.parse(readFileSync(join(manifest, file), 'utf8')),
    );

    expect(readdirSync(manifest)).toEqual(tools.map(({ name }) => `${name}.json`));
    expect(JSON.parse(JSON.stringify(definitions))).toEqual(pinned);
  });

  test.each(
    [[LUMENPLAY], [LUMENPLAY, { ...LUMENPLAY, id: 'northaisle' }]].map((tenants) => ({
      tenants: tenants.length,
      tokens: tokensOf(listFor(tenants)),
    })),
  )('takes $tokens of at most 8,000 tokens for a caller of $tenants, output schemas aside', ({ tokens }) => {
    expect(tokens).toBeLessThanOrEqual(LIST_TOKENS);
  });
});

describe.each(definitions)(
  '$name',
  ({ name, title, description, inputSchema, outputSchema, annotations }) => {
    test('is a reader or a builder, and says so with all four hints', () => {
      const builds = BUILDERS.includes(name);
      expect(annotations).toEqual({
        title,
        readOnlyHint: !builds,
        destructiveHint: builds,
        idempotentHint: !builds,
        openWorldHint: false,
      });
      expect(title.length).toBeGreaterThan(0);
      expect(description).toMatch(/\.$/);
    });

    test('has schemas that every host accepts', () => {
      for (const schema of [inputSchema, outputSchema]) {
        expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
        expect(JSON.stringify(schema).length).toBeLessThan(SCHEMA_CHARACTERS);
        for (const inner of schemasIn(schema)) {
          expect(inner).not.toHaveProperty('$ref');
          expect(inner).not.toHaveProperty('$schema');
        }
      }
      expect(Object.keys(inputSchema)).not.toContain('anyOf');
    });

    test('explains every parameter', () => {
      const parameters: unknown[] = Object.values(inputSchema['properties'] ?? {});

      expect(parameters.filter((parameter) => !JSON.stringify(parameter).includes('"description"'))).toEqual(
        [],
      );
    });
  },
);
