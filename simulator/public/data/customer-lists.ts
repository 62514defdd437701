import type { FunctionCall } from '../define.ts';
import { badRequest } from '../problem.ts';
import { customerNamed } from './known-customers.ts';
import { byName } from './lookups.ts';
import { apiOrigin } from './origin.ts';

/** The documentation speaks of a limit, and does not name it. */
const MOST_LISTS = 100;

/** Makes a list and its target group, in whose criteria it stands as a customer attribute. */
export function createList(call: FunctionCall, name: string, given: readonly string[]) {
  const { world, tenant, effects } = call;
  const lists = world.publicRecords.lists.all(tenant.facts.id);
  if (lists.length >= MOST_LISTS)
    return badRequest(`There are ${MOST_LISTS} customer lists, the most there can be.`);
  const groups = tenant.collections['target-groups'];
  if (byName([...groups, ...lists], name) !== undefined)
    return badRequest(
      `There is a list or a target group ${JSON.stringify(name)} already. Choose another name.`,
    );
  const found = [...new Set(given)].map((id) => ({ id, customer: customerNamed(call, id) }));
  const customers = found.flatMap(({ customer }) => customer?.id ?? []);
  const unknown = found.flatMap(({ id, customer }) => (customer === null ? id : []));
  if (customers.length === 0) return badRequest('None of the customers exists.');

  const id = world.changes.nextId();
  const origin = apiOrigin(call);
  world.changes.put(tenant.facts.id, 'target-groups', {
    id,
    name,
    ...origin,
    status: 'active',
    priority: groups.reduce((last, { priority }) => Math.max(last, priority), 0) + 1,
    size: customers.length,
    sized_at: origin.created_at,
    used_in_count: 0,
    description: 'A list of customers, uploaded by the API.',
    criteria: { type: 'attribute', attribute: 'customer_list', operator: 'eq', value: name },
    exclusions: [],
    campaigns: [],
  });
  const list = { id: `list-${id}`, name, group: id, customers };
  world.publicRecords.lists.put(tenant.facts.id, list.id, list);
  effects.changed({ type: 'target_group', id, act: 'create', to: 'active' });
  return {
    'target-group-id': id,
    'list-id': list.id,
    'list-name': name,
    'existed-customers': customers.length,
    'non-existed-customers': unknown,
  };
}
