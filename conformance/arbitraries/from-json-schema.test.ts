import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromJsonSchema } from './from-json-schema.ts';
import { hostileText } from './hostile-text.ts';
import { UnsupportedSchema } from './unsupported-schema.ts';

const ajv = new AjvJsonSchemaValidator();
const text = () => hostileText;

const strings = fc.oneof(
  fc.record({ minLength: fc.nat(5), maxLength: fc.integer({ min: 5, max: 20 }) }),
  fc.constantFrom('date', 'date-time', 'uri', 'email', 'uuid', 'ipv4').map((format) => ({ format })),
  fc.constantFrom('^[1-9]\\d{0,4}$', '^a+b?$').map((pattern) => ({ pattern })),
);
const numbers = fc
  .tuple(fc.integer({ min: -50, max: 50 }), fc.nat(100))
  .map(([minimum, more]) => ({ minimum, maximum: minimum + more }));
const leaves = fc.oneof(
  strings.map((limits) => ({ type: 'string', ...limits })),
  numbers.map((limits) => ({ type: 'integer', ...limits })),
  numbers.map(({ minimum, maximum }) => ({
    type: 'number',
    exclusiveMinimum: minimum,
    exclusiveMaximum: maximum + 1,
  })),
  fc
    .integer({ min: 1, max: 9 })
    .map((multipleOf) => ({ type: 'integer', minimum: 0, maximum: 90, multipleOf })),
  fc.constantFrom({ type: 'boolean' }, { type: 'null' }, { const: 'fixed' }, { enum: ['a', 1, null] }),
  fc.constant({ type: ['string', 'null'] }),
);
const schemas = fc.letrec((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaves,
    fc.record({ type: fc.constant('array'), items: tie('schema'), maxItems: fc.nat(3) }),
    fc.array(tie('schema'), { minLength: 1, maxLength: 2 }).map((anyOf) => ({ anyOf })),
    fc.dictionary(fc.constantFrom('id', 'name', 'limit', 'since'), tie('schema')).map((properties) => ({
      type: 'object',
      properties,
      required: Object.keys(properties).slice(0, 1),
      additionalProperties: false,
    })),
  ),
})).schema;

describe('fromJsonSchema', () => {
  test('for any schema, gives only values that the schema allows', () => {
    fc.assert(
      fc.property(schemas, fc.gen(), (schema, gen) => {
        const value = gen(() => fromJsonSchema(schema, text));

        expect(ajv.getValidator(schema as object)(value)).toMatchObject({ valid: true });
      }),
    );
  });

  test('follows references into the same document', () => {
    const schema = {
      type: 'object',
      properties: { id: { $ref: '#/$defs/id' } },
      required: ['id'],
      $defs: { id: { enum: ['7'] } },
    };

    expect(fc.sample(fromJsonSchema(schema, text), 1)).toEqual([{ id: '7' }]);
  });

  test('offers each property the words that are meant for it', () => {
    const schema = { type: 'object', properties: { since: { type: 'string' } }, required: ['since'] };

    expect(
      fc.sample(
        fromJsonSchema(schema, (property) => fc.constant(`for ${property}`)),
        1,
      ),
    ).toEqual([{ since: 'for since' }]);
  });

  test.each([
    {
      type: 'object',
      properties: { child: { $ref: '#' }, children: { type: 'array', items: { $ref: '#' } } },
    },
    {
      allOf: [
        { $ref: '#/$defs/named' },
        { properties: { at: { format: 'date-time', type: 'string' } }, required: ['at'] },
      ],
      type: 'object',
      $defs: { named: { properties: { name: { type: 'string', maxLength: 9 } }, required: ['name'] } },
    },
    {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'integer' } },
      oneOf: [
        { properties: { by: { const: 'id' } } },
        { properties: { by: { const: 'name' } }, required: ['by'] },
      ],
    },
    {
      type: 'object',
      patternProperties: { '^x-[a-z]{1,4}$': { type: 'integer' } },
      additionalProperties: false,
    },
    { type: 'object', required: ['free'], additionalProperties: { type: 'boolean' } },
    { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false },
    { type: 'string', format: 'ipv6' },
    { type: 'string', format: 'of-a-kind-that-nobody-knows' },
  ])('follows %j', (schema) => {
    const validate = ajv.getValidator(schema);

    fc.assert(
      fc.property(fromJsonSchema(schema, text), (value) => {
        expect(validate(value)).toMatchObject({ valid: true });
      }),
    );
  });

  test('makes what a schema demands alone, where that is asked for', () => {
    const schema = {
      type: 'object',
      properties: { id: { type: 'integer' }, more: { type: 'string' }, steps: { type: 'array', items: {} } },
      required: ['id', 'steps'],
    };

    fc.assert(
      fc.property(fromJsonSchema(schema, text, { plain: true }), (value) => {
        expect(value).toEqual({ id: expect.any(Number), steps: [expect.anything()] });
      }),
    );
  });

  test.each([
    { not: { type: 'string' } },
    { allOf: [{ type: 'object' }, { minProperties: 1 }] },
    { $ref: 'https://schemas.test/id' },
    { type: 'object', properties: { self: { $ref: '#' } }, required: ['self'] },
    { type: 'object', propertyNames: { maxLength: 3 } },
    { allOf: [{ minimum: 1 }, { minimum: 2 }] },
    { type: 'string', pattern: '(?<' },
  ])('refuses what it cannot follow: %j', (schema) => {
    expect(() => fromJsonSchema(schema, text)).toThrow(UnsupportedSchema);
  });
});
