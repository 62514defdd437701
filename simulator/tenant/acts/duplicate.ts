import type { Collections, EntityOrigin } from '#fixtures/world-data.ts';
import { type Act, defineAct, type Scene } from './define.ts';
import { type BrandedCollection, copyName } from './name-change.ts';

interface Duplicate<Row> {
  readonly collection: BrandedCollection;
  /** What a copy begins with: neither a history nor a place in anybody's plans. */
  readonly fresh: (record: Row, scene: Scene, id: string) => Partial<Row>;
}

/** The act that makes a draft of the same content. */
export function duplicate<Row extends Collections[BrandedCollection] & { status: string }>({
  collection,
  fresh,
}: Duplicate<Row>): Act<Row> {
  return defineAct<Row>({
    title: 'Duplicate',
    effect: 'create_draft',
    permission: 'drafts.write',
    from: null,
    foretell: (record, scene) => [
      `A new draft of the same content is made, by the name “${copyName(scene, collection, record)}”.`,
    ],
    carryOut(record, scene) {
      const name = copyName(scene, collection, record);
      const id = scene.world.changes.nextId();
      const now = scene.now.toISOString();
      const origin: Omit<EntityOrigin, 'brand'> = {
        source: scene.via === 'console' ? 'ui' : 'api',
        created_at: now,
        created_by: scene.user.email,
        updated_at: now,
      };
      return {
        record: { ...record, ...origin, ...fresh(record, scene, id), id, name, status: 'draft' },
        isNew: true,
      };
    },
  });
}
