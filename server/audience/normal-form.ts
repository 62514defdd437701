import type { Predicate } from '#contract/entities/predicate.ts';

/**
 * The form in which two trees of the same words are equal: "and" and "or" have at least two children and none of their own kind,
 * a list of one attribute value is that value, and the members of an object stand in one order.
 */
export function normalForm(criteria: Predicate): Predicate {
  switch (criteria.type) {
    case 'and':
    case 'or': {
      const children = criteria.children
        .map(normalForm)
        .flatMap((child) => (child.type === criteria.type ? child.children : [child]));
      const [only] = children;
      return children.length === 1 && only !== undefined ? only : { type: criteria.type, children };
    }
    case 'not':
      return { type: 'not', child: normalForm(criteria.child) };
    case 'attribute': {
      const { operator, value } = criteria;
      if ((operator !== 'in' && operator !== 'not_in') || !Array.isArray(value) || value.length !== 1)
        return criteria;
      const [one] = value;
      return {
        ...criteria,
        operator: operator === 'in' ? 'eq' : 'ne',
        ...(one !== undefined && { value: one }),
      };
    }
    case 'lifecycle_stage':
    case 'value_segment':
    case 'segment':
    case 'event':
    case 'engagement':
      return criteria;
  }
}
