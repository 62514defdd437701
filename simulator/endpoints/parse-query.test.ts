import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLLECTIONS, LIST_QUERIES } from '#contract/queries.ts';
import { createTinySimulator, getAs } from '../testing/tiny-simulator.ts';

const simulator = await createTinySimulator();
const LISTS = [...COLLECTIONS, 'channels', 'templates', 'schema'] as const;

describe('the query of a list', () => {
  test('for any list and any parameter that it does not know, is refused with the ones it knows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...LISTS),
        fc.oneof(fc.string(), fc.constantFrom('__proto__', 'toString', 'Status', 'limit ', 'page')),
        fc.string(),
        async (list, name, value) => {
          const known = Object.keys(LIST_QUERIES[list].shape);
          fc.pre(!known.includes(name.toWellFormed()));
          const search = new URLSearchParams([[name, value]]);
          const response = await getAs(simulator, 'ann', `/tenants/one/${list}?${search.toString()}`);

          expect(response.status).toBe(400);
          expect(await response.json()).toMatchObject({
            error: {
              code: 'invalid_request',
              details: { parameter: name.toWellFormed(), known_parameters: known },
            },
          });
        },
      ),
    );
  });

  test.each([
    ['campaigns?status=live', 'status', ['draft', 'pending_approval']],
    ['campaigns?status=draft&status=live', 'status', ['draft']],
    ['campaigns?channel=fax', 'channel', ['email']],
    ['campaigns?sort=id', 'sort', ['updated_desc', 'created_desc', 'name_asc']],
    ['schema?kind=thing', 'kind', ['attribute', 'event']],
  ])('%s is refused with what may stand there', async (path, parameter, values) => {
    const response = await getAs(simulator, 'ann', `/tenants/one/${path}`);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { details: { parameter, allowed_values: expect.arrayContaining(values) } },
    });
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=1.5',
    'limit=ten',
    'limit=',
    'limit=1&limit=2',
    'created_after=yesterday',
    'created_after=2026-01-01',
    'updated_before=-1h',
    'target_group_id=x',
    'cursor=a&cursor=b',
    `query=${'a'.repeat(201)}`,
  ])('%s is refused with the name of the parameter', async (query) => {
    const response = await getAs(simulator, 'ann', `/tenants/one/campaigns?${query}`);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { details: { parameter: query.split('=')[0] } },
    });
  });

  test('a value that is not allowed is told what would be', async () => {
    const response = await getAs(simulator, 'ann', '/tenants/one/campaigns?limit=ten');

    expect(await response.text()).toContain('The query parameter limit must be a whole number.');
  });

  test('a parameter that is missing is called missing', async () => {
    const response = await getAs(simulator, 'ann', '/tenants/one/segments/lookup');

    expect(response.status).toBe(400);
    expect(await response.text()).toContain('The query parameter name is missing.');
  });
});
