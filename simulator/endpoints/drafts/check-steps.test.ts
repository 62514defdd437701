import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSteps, type Step } from './check-steps.ts';

function problemsOf(steps: readonly Step[]): string[] {
  const problems: string[] = [];
  checkSteps(steps, (parameter, problem) => problems.push(`${parameter} ${problem}`));
  return problems;
}

const message = (key: string, next?: string): Step => ({ key, type: 'message', channel: 'email', next });
const wait = (key: string, next: string): Step => ({ key, type: 'wait', wait_hours: 24, next });
const split = (key: string, next: string, next_alt: string): Step => ({
  key,
  type: 'split',
  split_percent: 50,
  next,
  next_alt,
});
const end: Step = { key: 'end', type: 'exit' };

describe('the steps of a stream', () => {
  test.each<[string, Step[]]>([
    ['one message', [message('a')]],
    ['a message that leads to an exit', [message('a', 'end'), end]],
    ['two branches that meet', [split('s', 'a', 'b'), message('a', 'end'), message('b', 'end'), end]],
    ['a round with a wait in it', [message('a', 'w'), wait('w', 's'), split('s', 'a', 'end'), end]],
  ])('may be %s', (_, steps) => {
    expect(problemsOf(steps)).toEqual([]);
  });

  test.each<[string, Step[], string[]]>([
    ['two of a key', [message('a', 'a'), message('a')], ['steps[1].key is the key of another step too: a']],
    ['a key of spaces', [message(' ')], ['steps[0].key must have 1 to 64 characters']],
    ['a way to nowhere', [message('a', 'b')], ['steps[0].next names no step: b']],
    ['a step that nothing leads to', [message('a'), end], ['steps[1] is never reached from the first step']],
    [
      'a round without a wait',
      [split('s', 'a', 'end'), message('a', 's'), end],
      [
        'steps[0] comes round again without a wait between',
        'steps[1] comes round again without a wait between',
      ],
    ],
    [
      'a round without an end',
      [message('a', 'w'), wait('w', 'a')],
      ['steps[0] never comes to an end', 'steps[1] never comes to an end'],
    ],
    [
      'a split that splits nothing',
      [split('s', 'end', 'end'), end],
      ['steps[0].next_alt must lead elsewhere than next'],
    ],
    [
      'steps without what makes them',
      [
        { key: 'a', type: 'message', next: 'w' },
        { key: 'w', type: 'wait', next: 's' },
        { key: 's', type: 'split' },
      ],
      [
        'steps[0].channel is missing; a step of type message needs it',
        'steps[1].wait_hours is missing; a step of type wait needs it',
        'steps[2].split_percent is missing; a step of type split needs it',
        'steps[2].next is missing; a step of type split needs it',
        'steps[2].next_alt is missing; a step of type split needs it',
      ],
    ],
    [
      'an exit that goes on',
      [{ ...end, next: 'a', wait_hours: 1 }, message('a')],
      [
        'steps[0].wait_hours has no meaning for a step of type exit',
        'steps[0].next has no meaning for a step of type exit',
      ],
    ],
  ])('may not have %s', (_, steps, problems) => {
    expect(problemsOf(steps)).toEqual(problems);
  });

  test('that are accepted let every customer come to an end, whatever the branches', () => {
    const keys = ['a', 'b', 'c', 'd'];
    const to = fc.constantFrom(...keys);
    const step = (key: string): fc.Arbitrary<Step> =>
      fc.oneof(
        fc.constant<Step>({ key, type: 'exit' }),
        fc.option(to, { nil: undefined }).map((next) => message(key, next)),
        to.map((next) => wait(key, next)),
        fc.tuple(to, to).map(([next, alternative]) => split(key, next, alternative)),
      );
    fc.assert(
      fc.property(
        fc.tuple(...keys.map(step)),
        fc.array(fc.boolean(), { minLength: 50, maxLength: 50 }),
        (steps, turns) => {
          if (problemsOf(steps).length > 0) return;
          let here = steps[0];
          let sinceWait = 0;
          for (const turn of turns) {
            sinceWait = here?.type === 'wait' ? 0 : sinceWait + 1;
            expect(sinceWait).toBeLessThanOrEqual(keys.length);
            const next = turn ? (here?.next_alt ?? here?.next) : here?.next;
            if (next === undefined) return;
            here = steps.find(({ key }) => key === next);
            expect(here).toBeDefined();
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});
