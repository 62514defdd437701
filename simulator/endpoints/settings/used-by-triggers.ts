import type { TenantData } from '#fixtures/world-data.ts';
import { Refusal } from '../refusal.ts';

/**
 * The refusal of a change that would take from triggers what they use of an event: all of it, or properties that are not among those
 * that are left.
 *
 * @see Optimove, "Managing triggers": what a trigger uses cannot be deleted
 */
export function usedByTriggers(
  { collections }: TenantData,
  event: string,
  left: readonly { key: string }[] | null,
): Refusal | null {
  const kept = new Set(left?.map(({ key }) => key));
  const users = collections.triggers.filter(
    (trigger) =>
      trigger.status !== 'archived' &&
      (left === null
        ? trigger.event === event || trigger.expected_event === event
        : trigger.event === event && trigger.conditions.some(({ property }) => !kept.has(property))),
  );
  if (users.length === 0) return null;
  const named = users.slice(0, 5).map(({ name }) => `“${name}”`);
  return new Refusal('conflict', `Triggers use it: ${named.join(', ')}. Change or archive them first.`);
}
