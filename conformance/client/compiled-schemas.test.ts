import { describe, expect, test } from 'vitest';
import { COMPILED_SCHEMAS } from './compiled-schemas.ts';

const isValid = (schema: object, value: unknown) =>
  COMPILED_SCHEMAS.getValidator(JSON.parse(JSON.stringify(schema)))(value).valid;

describe('compiled schemas', () => {
  test.each([
    { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
    { $id: 'same', type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
  ])('judge the same again by a schema that comes twice: %o', (schema) => {
    for (const _ of [1, 2]) {
      expect(isValid(schema, { id: 'a' })).toBe(true);
      expect(isValid(schema, { id: 7 })).toBe(false);
    }
  });

  test('are not mixed up where two schemas have one name', () => {
    expect(isValid({ $id: 'one', type: 'string' }, 'a')).toBe(true);
    expect(isValid({ $id: 'one', type: 'number' }, 'a')).toBe(false);
    expect(isValid({ type: 'object', $defs: { a: { $id: 'one', type: 'null' } } }, {})).toBe(true);
  });
});
