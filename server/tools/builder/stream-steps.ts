import type { ChannelKind } from '#contract/entities/entity.ts';
import type { Findings } from './findings.ts';

export interface GivenStep {
  key: string;
  type: 'message' | 'wait' | 'split' | 'exit';
  channel?: ChannelKind | undefined;
  template_id?: string | undefined;
  promotion_id?: string | undefined;
  wait_hours?: number | undefined;
  split_percent?: number | undefined;
  next?: string | undefined;
  next_alt?: string | undefined;
}

type Field = Exclude<keyof GivenStep, 'key' | 'type'>;

/** What a step of each type must have, and what it may have besides. */
const FIELDS: Readonly<Record<GivenStep['type'], { must: readonly Field[]; may: readonly Field[] }>> = {
  message: { must: ['channel'], may: ['template_id', 'promotion_id', 'next'] },
  wait: { must: ['wait_hours'], may: ['next'] },
  split: { must: ['split_percent', 'next_alt'], may: ['next'] },
  exit: { must: [], may: [] },
};
const OPTIONAL: readonly Field[] = [
  'channel',
  'template_id',
  'promotion_id',
  'wait_hours',
  'split_percent',
  'next',
  'next_alt',
];

/**
 * The steps with every way on written out: without `next`, a step leads to the one after it, and the last one ends the stream.
 * Whatever is no graph that begins at the first step and ends is reported.
 */
export function streamSteps(given: readonly GivenStep[], findings: Findings): GivenStep[] {
  const keys = given.map(({ key }) => key);
  const steps = given.map((step, at): GivenStep => {
    const after = keys[at + 1];
    const follows = step.type !== 'exit' && step.next === undefined && after !== undefined;
    return follows ? { ...step, next: after } : step;
  });
  const before = findings.problems.length;
  for (const [at, step] of steps.entries()) {
    if (keys.indexOf(step.key) !== at)
      findings.report({ argument: `steps[${at}].key`, problem: 'is the key of an earlier step as well' });
    checkFields(step, `steps[${at}].`, findings);
    checkWays(step, `steps[${at}].`, keys, findings);
  }
  if (findings.problems.length === before) checkShape(steps, findings);
  return steps;
}

function checkFields(step: GivenStep, place: string, findings: Findings): void {
  const { must, may } = FIELDS[step.type];
  for (const field of must) {
    if (step[field] === undefined)
      findings.report({
        argument: `${place}${field}`,
        problem: `is required in a step of type ${step.type}`,
      });
  }
  for (const field of OPTIONAL) {
    if (step[field] !== undefined && ![...must, ...may].includes(field)) {
      const problem = `does not belong in a step of type ${step.type}; leave it out`;
      findings.report({ argument: `${place}${field}`, problem });
    }
  }
  if ((step.type === 'split' || step.type === 'wait') && step.next === undefined) {
    const problem = `is required, since no step comes after this one of type ${step.type}`;
    findings.report({ argument: `${place}next`, problem });
  }
}

function checkWays(step: GivenStep, place: string, keys: readonly string[], findings: Findings): void {
  for (const field of ['next', 'next_alt'] as const) {
    const to = step[field];
    if (to !== undefined && !keys.includes(to))
      findings.report({ argument: `${place}${field}`, problem: 'is the key of no step', allowed: keys });
  }
  if (step.next !== undefined && step.next === step.next_alt)
    findings.report({ argument: `${place}next_alt`, problem: 'leads to the same step as next' });
}

/** Whether the steps hang together and come to an end. */
function checkShape(steps: readonly GivenStep[], findings: Findings): void {
  const byKey = new Map(steps.map((step) => [step.key, step]));
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (key: string): void => {
    if (done.has(key)) return;
    path.push(key);
    const step = byKey.get(key);
    for (const field of ['next', 'next_alt'] as const) {
      const to = step?.[field];
      if (to === undefined) continue;
      if (path.includes(to)) {
        const argument = `steps[${steps.findIndex((one) => one.key === key)}].${field}`;
        findings.report({ argument, problem: `leads back to ${to}; streams are drafted without loops` });
      } else visit(to);
    }
    path.pop();
    done.add(key);
  };
  const [first] = steps;
  if (first !== undefined) visit(first.key);
  for (const [at, { key }] of steps.entries()) {
    if (!done.has(key)) {
      const problem = 'is reached from no other step: give its key as next or next_alt of one';
      findings.report({ argument: `steps[${at}]`, problem });
    }
  }
}
