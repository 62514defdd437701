import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createDemoSimulator } from '../testing/demo-simulator.ts';
import { discoverFunctions } from './registry.ts';
import { callExample } from './testing/call-example.ts';
import { callPublic } from './testing/call-public.ts';
import { EXAMPLES } from './testing/examples.ts';
import { hasCategory, spelled } from './testing/spelled.ts';
import { stateOf } from './testing/state-of.ts';

const functions = await discoverFunctions();
const simulator = await createDemoSimulator();
const reads = functions.filter(({ id, effect }) => effect === 'read' && EXAMPLES[id]?.after === undefined);
const upper = fc.array(fc.boolean(), { minLength: 1, maxLength: 7 });
/** Parameters that take any text: one that is nobody's name is not found. */
const NAMES = ['ActionName', 'TargetGroupName', 'ValueSegmentName', 'CustomerID', 'CustomerAttributeValue'];

describe('a function of the public API', () => {
  test('answers the same under any spelling of its path and its parameters', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...reads),
        upper,
        fc.boolean(),
        async ({ id, path }, bits, isCurrent) => {
          const prefix = isCurrent && hasCategory(path) ? '/current' : '';
          const [plain, other] = await Promise.all([
            callExample(simulator, id),
            callExample(simulator, id, { path: (own) => prefix + spelled(own, bits) }),
          ]);

          expect([other.status, await other.text()]).toEqual([200, await plain.text()]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('refuses a parameter that it does not know, that is missing or malformed', async () => {
    const before = stateOf(simulator);
    const damages = fc.constantFrom('unknown', 'malformed', 'twice', 'missing');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...functions),
        fc.nat(9),
        damages,
        async ({ id, query }, at, damage) => {
          const names = Object.keys(query.shape).filter((name) => !NAMES.includes(name));
          const name = names[at % Math.max(1, names.length)] ?? 'Colour';
          fc.pre(damage !== 'missing' || query.shape[name]?.safeParse(undefined).success === false);

          const response = await callExample(simulator, id, {
            path(own) {
              const url = new URL(own, 'http://simulator.example');
              const { searchParams: given } = url;
              if (damage === 'unknown') given.set('Colour', 'red');
              if (damage === 'malformed') given.set(name, '/');
              if (damage === 'missing') given.delete(name);
              if (damage === 'twice') for (const value of ['1', '2']) given.append(name.toLowerCase(), value);
              return url.pathname + url.search;
            },
          });

          const wrong = damage === 'unknown' ? 'Colour' : name;
          expect(await response.json()).toEqual({
            status: 400,
            error: 'Bad Request',
            message: expect.stringMatching(
              new RegExp(`${wrong.replace('$', '\\$')}|customer attribute`, 'i'),
            ),
          });
        },
      ),
      { numRuns: 250 },
    );
    expect(stateOf(simulator)).toBe(before);
  });

  test('names every problem of a body in the message, which is all that there is', async () => {
    const body = { BrandId: 'one', EmailAddresses: [] };
    const response = await callPublic(simulator, '/Optimail/AddUnsubscribers', { body });

    const { message } = z.object({ message: z.string() }).parse(await response.json());
    expect(message).toMatch(/^BrandId must .+; EmailAddresses must .+\.$/);
    expect(message).not.toContain('details');
  });

  test('tells who changed their micro-segment on the last day with data, unless a period is given', async () => {
    const [last, period] = await Promise.all(
      ['', '?StartDate=2026-06-14&EndDate=2026-06-15'].map((query) =>
        callPublic(simulator, `/Model/GetMicrosegmentChangers${query}`),
      ),
    );

    expect(last?.status).toBe(200);
    expect(await last?.json()).toEqual(await period?.json());
  });

  test.each(functions.filter(({ body }) => body !== undefined))(
    '$id refuses a body that is not its own, and changes nothing',
    async ({ id }) => {
      const before = stateOf(simulator);
      const bodies = [null, 7, [], {}, { Colour: 'red' }, [{ Colour: 'red' }]];
      const responses = await Promise.all(bodies.map((body) => callExample(simulator, id, { body })));

      expect(responses.map(({ status }) => status)).toEqual(bodies.map(() => 400));
      expect(stateOf(simulator)).toBe(before);
    },
  );

  test('takes one method, and says which', async () => {
    const response = await callPublic(simulator, '/Actions/GetAllActions', { method: 'DELETE' });

    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('that does not exist is not found, and stands in the journal', async () => {
    const response = await callPublic(simulator, '/Actions/GetEverything');

    expect(response.status).toBe(404);
    expect(simulator.world.journal.read({}).entries.at(-1)).toMatchObject({
      endpoint: 'unknown',
      status: 404,
    });
  });
});
