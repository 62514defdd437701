import type { z } from 'zod';
import type { Effect } from '#contract/effects.ts';
import type { Permission } from '#contract/permissions.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { may, membershipOf } from '../visibility.ts';
import { ACTS } from './acts.ts';
import type { Act, Acts, Doer, Scene } from './define.ts';
import { Obstacle } from './obstacle.ts';

type AnyRecord = Collections[keyof Collections];

/** An act that the status of a record and the role of a user allow. */
export interface Choice {
  /** The last part of its address. */
  readonly act: string;
  readonly title: string;
  readonly effect: Effect;
  readonly input: z.ZodObject;
  /** Why it cannot be done all the same, as a sentence. */
  readonly hindrance: string | null;
  /** What will happen, in sentences. */
  readonly foretold: readonly string[];
}

/** What a user may do to a record now. */
export function actsOn<Name extends keyof Collections>(
  doer: Doer,
  tenantId: string,
  collection: Name,
  record: Collections[Name],
): Choice[] {
  const scene = sceneOf(doer, tenantId);
  if (scene === null) return [];
  const acts: Acts<Collections[Name]> = ACTS[collection];
  return Object.entries(acts)
    .filter(
      ([, act]) =>
        lackedPermission(act, record, scene) === null && isIn(act, record) && act.unfit(record) === null,
    )
    .map(([name, act]) => ({
      act: name,
      title: act.title,
      effect: act.effect,
      input: act.input,
      hindrance: act.hindrance(record, scene),
      foretold: act.foretell(record, scene),
    }));
}

/** The doer in the tenant at this moment; null for somebody who has no rights there. */
export function sceneOf(doer: Doer, tenantId: string): Scene | null {
  const membership = membershipOf(doer.user, tenantId);
  const tenant = membership && doer.world.tenant(tenantId);
  return membership === undefined || tenant === undefined
    ? null
    : { ...doer, tenant, membership, now: doer.world.clock.now() };
}

/** What stands against an act: the role, the kind of the record, its status, then the act's own conditions. */
export function obstacleTo<Name extends keyof Collections>(
  act: Act<Collections[Name]>,
  scene: Scene,
  collection: Name,
  record: Collections[Name],
): Obstacle | null {
  const lacked = lackedPermission(act, record, scene);
  if (lacked !== null) {
    const isOwn = 'created_by' in record && record.created_by === scene.user.email;
    const beyond = isOwn ? 'It is no draft any more, and your' : 'It is no draft of your own, and your';
    const whose = lacked === act.permissionBeyondOwn ? beyond : 'Your';
    const message = `${whose} role lacks the permission ${lacked}. Ask an admin of the tenant.`;
    return new Obstacle('permission', message);
  }
  const wrongStatus = isIn(act, record) ? null : `Its status is ${statusOf(record)}.`;
  const why = act.unfit(record) ?? wrongStatus ?? act.hindrance(record, scene);
  if (why === null) return null;
  const possible = actsOn(scene, scene.tenant.facts.id, collection, record)
    .filter(({ hindrance }) => hindrance === null)
    .map((choice) => choice.act);
  const instead = possible.length === 0 ? 'You can do nothing with it.' : `You can: ${possible.join(', ')}.`;
  return new Obstacle('conflict', `${why} ${instead}`, { possible });
}

export function statusOf(record: AnyRecord): string | undefined {
  return 'status' in record ? record.status : undefined;
}

function isIn<Row extends AnyRecord>({ from }: Act<Row>, record: Row): boolean {
  return from === null || from.includes(statusOf(record) ?? '');
}

function lackedPermission<Row extends AnyRecord>(
  { permission, permissionBeyondOwn = permission }: Act<Row>,
  record: Row,
  { membership, user }: Scene,
): Permission | null {
  const isOwnDraft =
    'created_by' in record && record.created_by === user.email && statusOf(record) === 'draft';
  const needed = isOwnDraft ? permission : permissionBeyondOwn;
  return may(membership, needed) ? null : needed;
}
