import { TENANT_NUMBERS } from '#fixtures/api-keys.ts';
import type { SchemaItem } from '#contract/entities/schema-item.ts';
import { fireEvent } from '../../tenant/life/fire-event.ts';
import type { FunctionCall } from '../define.ts';
import { badRequest } from '../problem.ts';
import type { Problem } from '../problem.ts';

type Context = Readonly<Record<string, string | number | boolean>>;

export interface ReportedEvent {
  tenant: number;
  event: string;
  customer?: string | undefined;
  visitor?: string | undefined;
  timestamp?: string | undefined;
  context: Context;
}

/** Validates an event against the tenant's schema. */
export function eventProblem({ tenant, key }: FunctionCall, event: ReportedEvent): Problem | null {
  if (event.tenant !== TENANT_NUMBERS[key.tenant])
    return invalid(`tenant ${event.tenant} is not the tenant of the key`);
  if ((event.customer === undefined) === (event.visitor === undefined))
    return invalid('either customer or visitor must be given');
  if (event.timestamp !== undefined && timeOf(event.timestamp) === null)
    return invalid('timestamp must be a time such as 2026-11-20 17:32:06.094 UTC');
  const known = tenant.schema
    .filter((item) => item.kind === 'event')
    .find((item) => item.key === event.event);
  if (known === undefined) return invalid(`event ${JSON.stringify(event.event)} is not defined`);
  const wrong = parameterProblem(known, event.context);
  return wrong === null ? null : invalid(wrong);
}

const LONGEST_TEXT = 255;

function parameterProblem(
  { properties }: Extract<SchemaItem, { kind: 'event' }>,
  context: Context,
): string | null {
  for (const [name, value] of Object.entries(context)) {
    const property = properties.find(({ key }) => key === name);
    if (property === undefined) return `parameter ${JSON.stringify(name)} is not defined`;
    if (typeof value !== property.value_type) return `parameter ${name} must be a ${property.value_type}`;
    if (String(value).length > LONGEST_TEXT)
      return `parameter ${name} has more than ${LONGEST_TEXT} characters`;
  }
  return null;
}

function invalid(why: string): Problem {
  return badRequest(`Failed to validate the event with the following error - ${why}`);
}

/** Writes a valid event down, and shows it to the triggers of the tenant. */
export function reportEvent({ world, tenant, effects }: FunctionCall, event: ReportedEvent): string {
  const id = world.changes.nextId();
  const now = world.clock.now().toISOString();
  world.publicRecords.events.put(tenant.facts.id, id, {
    id,
    event: event.event,
    customer: event.customer ?? event.visitor ?? '',
    is_visitor: event.customer === undefined,
    time: (event.timestamp !== undefined && timeOf(event.timestamp)) || now,
    context: event.context,
  });
  effects.changed({ type: 'event', id, act: 'report' });
  const { event: name, customer = null, context } = event;
  const at = world.clock.now().getTime();
  const fired = fireEvent(world, tenant.facts.id, { event: name, customer, context, at }, effects.doer);
  effects.changed(...fired.changes);
  effects.sent(fired.messages.length);
  return id;
}

/** `2026-11-20 17:32:06.094 UTC`, as an ISO instant. */
function timeOf(text: string): string | null {
  const [, date, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,3})?) UTC$/.exec(text) ?? [];
  const instant = date === undefined ? Number.NaN : Date.parse(`${date}T${time}Z`);
  return Number.isNaN(instant) ? null : new Date(instant).toISOString();
}
