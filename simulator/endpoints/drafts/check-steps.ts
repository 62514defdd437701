import type { DRAFT_BODIES } from '#contract/drafts.ts';
import type { z } from 'zod';
import type { Desk } from './desk.ts';

export type Step = z.output<(typeof DRAFT_BODIES)['stream']>['steps'][number];
type Field = Exclude<keyof Step, 'key' | 'type'>;
type Complain = Desk['complain'];

/** The fields of each type of step: those that it cannot do without, and those that it may have. */
const FIELDS: Readonly<Record<Step['type'], { needs: readonly Field[]; takes: readonly Field[] }>> = {
  message: { needs: ['channel'], takes: ['channel', 'template_id', 'promotion_id', 'next'] },
  wait: { needs: ['wait_hours', 'next'], takes: ['wait_hours', 'next'] },
  split: { needs: ['split_percent', 'next', 'next_alt'], takes: ['split_percent', 'next', 'next_alt'] },
  exit: { needs: [], takes: [] },
};

/** The steps are a graph that a customer can walk: from the first step to all others, to an end, and nowhere round without a wait. */
export function checkSteps(steps: readonly Step[], complain: Complain): void {
  const first = new Map(steps.toReversed().map((step) => [step.key, step]));
  for (const [index, step] of steps.entries()) {
    const here = `steps[${index}]`;
    if (step.key.trim() === '' || step.key.length > 64) {
      complain(`${here}.key`, 'must have 1 to 64 characters');
    }
    if (first.get(step.key) !== step) complain(`${here}.key`, `is the key of another step too: ${step.key}`);
    checkFields(step, here, complain);
    for (const field of ['next', 'next_alt'] as const) {
      const to = step[field];
      if (to !== undefined && !first.has(to)) complain(`${here}.${field}`, `names no step: ${to}`);
    }
    if (step.next !== undefined && step.next === step.next_alt) {
      complain(`${here}.next_alt`, 'must lead elsewhere than next');
    }
  }
  const isWhole = steps.every(({ next, next_alt: other }) =>
    [next, other].every((key) => key === undefined || first.has(key)),
  );
  if (isWhole && first.size === steps.length) checkWalk(steps, complain);
}

function checkFields(step: Step, here: string, complain: Complain): void {
  const { needs, takes } = FIELDS[step.type];
  const fields: readonly Field[] = [
    'channel',
    'template_id',
    'promotion_id',
    'wait_hours',
    'split_percent',
    'next',
    'next_alt',
  ];
  for (const field of fields) {
    const given = step[field] !== undefined;
    if (given && !takes.includes(field)) {
      complain(`${here}.${field}`, `has no meaning for a step of type ${step.type}`);
    }
    if (!given && needs.includes(field)) {
      complain(`${here}.${field}`, `is missing; a step of type ${step.type} needs it`);
    }
  }
}

function checkWalk(steps: readonly Step[], complain: Complain): void {
  const byKey = new Map(steps.map((step) => [step.key, step]));
  const nextOf = (step: Step): Step[] =>
    [step.next, step.next_alt].flatMap((key) => (key === undefined ? [] : (byKey.get(key) ?? [])));
  const reachedFrom = (start: readonly Step[], follow: (step: Step) => readonly Step[]): Set<Step> => {
    const reached = new Set(start);
    for (const step of reached) for (const next of follow(step)) reached.add(next);
    return reached;
  };

  const walked = reachedFrom(steps.slice(0, 1), nextOf);
  const hasteOf = (step: Step): Step[] => (step.type === 'wait' ? [] : nextOf(step));
  const isEnd = (step: Step): boolean => step.next === undefined && step.next_alt === undefined;
  for (const [index, step] of steps.entries()) {
    const complainHere = (problem: string): void => complain(`steps[${index}]`, problem);
    if (!walked.has(step)) complainHere('is never reached from the first step');
    if (reachedFrom(hasteOf(step), hasteOf).has(step))
      complainHere('comes round again without a wait between');
    if (![...reachedFrom([step], nextOf)].some(isEnd)) complainHere('never comes to an end');
  }
}
