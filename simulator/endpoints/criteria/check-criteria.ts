import { eventPredicateSchema, type Predicate, type PredicateLeaf } from '#contract/entities/predicate.ts';
import type { SchemaItem } from '#contract/entities/schema-item.ts';
import type { SegmentRecord } from '#fixtures/world-data.ts';
import { valueProblem } from './value-problem.ts';

type Leaf<Type extends PredicateLeaf['type']> = Extract<PredicateLeaf, { type: Type }>;

/** What criteria may speak of, and whom to tell what is wrong with them. */
export interface CriteriaSetting {
  schema: readonly SchemaItem[];
  /** The kinds of channel that the tenant has. */
  channels: readonly string[];
  /** The segment of this id that the caller may see; complains where there is none. */
  segment: (id: string, parameter: string) => SegmentRecord | undefined;
  complain: (parameter: string, problem: string) => void;
}

const EVENT_OPERATORS = eventPredicateSchema.shape.operator.options;
const DEEPEST = 30;
const MOST_RULES = 2000;

/** Looks at every rule of a tree; gives the tree with its segments named as they are. */
export function checkCriteria(tree: Predicate, setting: CriteriaSetting, at: string): Predicate {
  let rules = 0;
  function checked(predicate: Predicate, here: string, depth: number): Predicate {
    if (depth > DEEPEST) {
      setting.complain(here, `is nested more than ${DEEPEST} deep`);
      return predicate;
    }
    switch (predicate.type) {
      case 'and':
      case 'or': {
        const children = predicate.children.map((child, index) =>
          checked(child, `${here}.children[${index}]`, depth + 1),
        );
        return { ...predicate, children };
      }
      case 'not':
        return { ...predicate, child: checked(predicate.child, `${here}.child`, depth + 1) };
      case 'attribute':
      case 'lifecycle_stage':
      case 'value_segment':
      case 'segment':
      case 'event':
      case 'engagement':
        rules += 1;
        return checkedRule(predicate, here, setting);
    }
  }
  const whole = checked(tree, at, 1);
  if (rules > MOST_RULES) setting.complain(at, `has more than ${MOST_RULES} rules`);
  return whole;
}

function checkedRule(rule: PredicateLeaf, here: string, setting: CriteriaSetting): PredicateLeaf {
  switch (rule.type) {
    case 'attribute':
      checkAttribute(rule, here, setting);
      return rule;
    case 'lifecycle_stage': {
      const stages = setting.schema.filter(({ kind }) => kind === 'lifecycle_stage');
      checkChoice(
        rule,
        stages.map(({ name }) => name),
        here,
        setting,
      );
      return rule;
    }
    case 'value_segment':
      checkChoice(rule, attributeOf(setting, 'value_segment')?.allowed_values ?? [], here, setting);
      return rule;
    case 'segment': {
      const segment = setting.segment(rule.segment.id, `${here}.segment.id`);
      return segment === undefined ? rule : { ...rule, segment: { id: segment.id, name: segment.name } };
    }
    case 'event':
      checkEvent(rule, here, setting);
      return rule;
    case 'engagement':
      if (rule.channel !== undefined && !setting.channels.includes(rule.channel)) {
        setting.complain(
          `${here}.channel`,
          `is none that the tenant has; it has ${setting.channels.join(', ')}`,
        );
      }
      return rule;
  }
}

function attributeOf({ schema }: CriteriaSetting, key: string) {
  return schema.filter((item) => item.kind === 'attribute').find((item) => item.key === key);
}

function checkAttribute(rule: Leaf<'attribute'>, here: string, setting: CriteriaSetting): void {
  const attribute = attributeOf(setting, rule.attribute);
  if (attribute === undefined) {
    return setting.complain(`${here}.attribute`, 'is not an attribute of the tenant’s schema');
  }
  const { value_type: type, allowed_values: allowed } = attribute;
  const problem = valueProblem({ type, allowed }, rule);
  if (problem !== null) setting.complain(`${here}.${problem.part}`, problem.problem);
}

function checkChoice(
  { values }: Leaf<'lifecycle_stage' | 'value_segment'>,
  known: readonly string[],
  here: string,
  { complain }: CriteriaSetting,
): void {
  const stranger = values.find((value) => !known.includes(value));
  if (stranger !== undefined) complain(`${here}.values`, `must be among: ${known.join(', ') || 'none'}`);
}

function checkEvent(rule: Leaf<'event'>, here: string, setting: CriteriaSetting): void {
  const { complain } = setting;
  const events = setting.schema.filter((item) => item.kind === 'event');
  const event = events.find(({ key }) => key === rule.event);
  if (event === undefined) return complain(`${here}.event`, 'is not an event of the tenant’s schema');

  const ofProperty = ['sum', 'average', 'maximum'].includes(rule.measure);
  if (!ofProperty && rule.property !== undefined) {
    complain(`${here}.property`, `has no meaning for the measure ${rule.measure}`);
  }
  const numbers = event.properties.filter(({ value_type: type }) => type === 'number').map(({ key }) => key);
  if (ofProperty && !numbers.includes(rule.property ?? '')) {
    complain(
      `${here}.property`,
      `must be a number of the event ${event.key}, which has ${numbers.join(', ') || 'none'}`,
    );
  }
  const problem = valueProblem({ type: 'number', known: EVENT_OPERATORS }, rule);
  if (problem !== null) complain(`${here}.${problem.part}`, problem.problem);
  else if (!ofProperty && [rule.value].flat().some((value) => value < 0)) {
    complain(`${here}.value`, 'must not be below 0');
  }
}
