import * as fc from 'fast-check';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { firstSteps, pathThrough, type FlowStep } from './flow.ts';
import { flowGraph } from './flow-graph.ts';

const step = (key: string, next: FlowStep['next'] = [], name = key): FlowStep => ({
  key,
  kind: 'Wait',
  glyph: 'hourglass',
  name,
  next,
});
const drawn = async (steps: readonly FlowStep[], chosen: string | null = null) =>
  parse(String(await flowGraph(steps, chosen)));

/** Any graph at all: keys that repeat, ways that lead nowhere, round and back to where they start. */
const KEYS = ['a', 'b', 'c', 'd', '__proto__', '<b>', '\u202Eevil', ''];
const steps = fc.array(
  fc
    .record({
      key: fc.constantFrom(...KEYS),
      next: fc.array(fc.record({ to: fc.constantFrom(...KEYS, 'nowhere'), label: fc.string() }), {
        maxLength: 3,
      }),
      name: fc.string({ unit: 'binary' }),
    })
    .map(({ key, next, name }) => step(key, next, name)),
  { minLength: 1, maxLength: 12 },
);

describe('flowGraph', () => {
  test('draws any steps as text and lines, with numbers everywhere', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(...KEYS, null), async (any, chosen) => {
        const graph = await drawn(any, chosen);

        expect(graph.querySelectorAll('b, script, img, [style]')).toEqual([]);
        expect(graph.querySelectorAll('.step').length).toBe(firstSteps(any, 80).steps.length);
        for (const path of graph.querySelectorAll('.way'))
          expect(path.getAttribute('d')).toMatch(/^M[-\d. MHVq]+$/);
        for (const box of graph.querySelectorAll('foreignObject'))
          for (const name of ['x', 'y', 'width', 'height'])
            expect(Number(box.getAttribute(name))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('writes the words of a branch beside its line', async () => {
    const graph = await drawn([step('a', [{ to: 'b', label: 'yes' }]), step('b')]);

    expect(graph.querySelector('.way-label')?.text).toBe('yes');
  });

  test('draws the first of 5,000 steps and says how many it left out', async () => {
    const many = Array.from({ length: 5000 }, (_, at) =>
      step(`s${at}`, [{ to: `s${at + 1}` }, { to: `s${at + 7}` }]),
    );
    const graph = await drawn(many);

    expect(graph.querySelectorAll('.step')).toHaveLength(80);
    expect(graph.text).toContain('4,920 more steps');
  });

  test('cuts a name that is longer than any card', async () => {
    const graph = await drawn([step('a', [], 'W'.repeat(100_000))]);

    expect(graph.toString().length).toBeLessThan(3000);
  });

  test('lights up the ways through the chosen step, and no way past it', () => {
    const diamond = [
      step('a', [{ to: 'b' }, { to: 'c' }]),
      step('b', [{ to: 'd' }]),
      step('c', [{ to: 'd' }]),
      step('d'),
    ];
    const { ways } = firstSteps([...diamond, step('x')], 80);
    const path = pathThrough(ways, 1);

    expect([0, 1, 2, 3, 4].filter((place) => path.has(place))).toEqual([0, 1, 3]);
    expect(ways.filter((way) => path.includes(way)).map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 3],
    ]);
  });
});
