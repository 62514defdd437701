import { isIn } from '#fixtures/population/customer-set.ts';
import { rosterOf } from '#fixtures/population/roster.ts';
import { rollOf } from '#fixtures/random.ts';
import { audiencesOf } from '../audiences.ts';
import type { Setting } from './setting.ts';

/** Whether a customer, such as `C0000042`, belongs to a target group today. A name of another form stands for one of them all the same. */
export function isMember(setting: Setting, customer: string, groupId: string): boolean {
  const group = setting.groupOf(groupId);
  if (group === undefined) return false;
  const roster = rosterOf(setting.tenant.facts);
  const number = Number(/^c?(\d{1,9})$/i.exec(customer)?.[1] ?? 0);
  const known = number >= 1 && number <= roster.size;
  const standsFor = 1 + Math.floor(rollOf(setting.tenant.facts.id, 'customer', customer)(0) * roster.size);
  const members = audiencesOf(setting.tenant).of(group.criteria, group.exclusions);
  return isIn(members, roster.sampleOf(known ? number : standsFor));
}
