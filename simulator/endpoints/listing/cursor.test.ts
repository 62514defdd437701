import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createTinySimulator, getAs } from '../../testing/tiny-simulator.ts';
import { openCursor, sealCursor } from './cursor.ts';

const simulator = await createTinySimulator();
const LIST = '/tenants/one/campaigns?limit=2';

async function firstCursor(): Promise<string> {
  const response = await getAs(simulator, 'ann', LIST);
  const answer = z.object({ page: z.object({ next_cursor: z.string() }) }).parse(await response.json());
  return answer.page.next_cursor;
}

describe('cursor', () => {
  test('for any position and binding, opens to what was sealed', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.tuple(fc.oneof(fc.string(), fc.integer()), fc.string()),
        fc.dictionary(fc.string(), fc.string()),
        (seed, position, binding) => {
          expect(openCursor(seed, binding, sealCursor(seed, binding, position))).toEqual(position);
        },
      ),
    );
  });

  test('is short enough for the API to take it back, whatever the name in it', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', '"', '\u0000', '\uD83D', '😀', '語'), (character) => {
        const name = character.repeat(120).slice(0, 120);
        expect(sealCursor(1, {}, [name, '0000000000000001']).length).toBeLessThan(2048);
      }),
    );
  });

  test.each(['', '{}', '[0]', '["a",1]', 'null', '[0,"1"'])(
    'with %j in it opens to nothing, even where whoever knows the source has sealed it',
    (text) => {
      const body = Buffer.from(text).toString('base64url');
      const seal = createHmac('sha256', 'optimove simulator, cursors of seed 1').update(`{}\n${body}`);

      expect(openCursor(1, {}, `${body}.${seal.digest('base64url')}`)).toBeNull();
    },
  );

  test('for any other text, opens to nothing', async () => {
    const cursor = await firstCursor();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.nat(cursor.length - 1).map((at) => `${cursor.slice(0, at)}~${cursor.slice(at + 1)}`),
          fc.constantFrom('.', '..', `${cursor}.`, cursor.slice(1), '[0,"1"]', `${cursor}é`),
        ),
        async (text) => {
          const response = await getAs(simulator, 'ann', `${LIST}&cursor=${encodeURIComponent(text)}`);

          expect(response.status).toBe(400);
          expect(await response.json()).toMatchObject({ error: { details: { parameter: 'cursor' } } });
        },
      ),
    );
  });

  test.each([
    ['another user', 'eve', LIST],
    ['another tenant', 'eve', '/tenants/two/campaigns?limit=2'],
    ['another collection', 'ann', '/tenants/one/segments?limit=2'],
    ['another filter', 'ann', `${LIST}&status=draft`],
    ['another order', 'ann', `${LIST}&sort=name_asc`],
  ])('is refused for %s', async (_, user, list) => {
    const response = await getAs(simulator, user, `${list}&cursor=${await firstCursor()}`);

    expect(response.status).toBe(400);
  });

  test('is taken with another page size', async () => {
    const response = await getAs(
      simulator,
      'ann',
      `/tenants/one/campaigns?limit=9&cursor=${await firstCursor()}`,
    );

    expect(response.status).toBe(200);
  });
});
