import { z } from 'zod';
import type { Collections } from '#fixtures/world-data.ts';
import { type Act, defineAct, type Scene } from './define.ts';
import { mentionsOf } from './mentions.ts';
import { type BrandedCollection, nameObstacle } from './name-change.ts';
import { Obstacle, wrongInput } from './obstacle.ts';
import { writing } from './writing.ts';

/** What may be changed of anything that has a brand. */
const name = z.string().max(120).meta({ pattern: '\\S' }).trim().min(1).exactOptional();

interface Modify<Row, Shape extends z.ZodRawShape> {
  readonly collection: BrandedCollection;
  readonly from: Act<Row>['from'];
  /** What may be changed besides the name, all of it optional. */
  readonly fields: Shape;
  /** What becomes of the record but for its name, or what is wrong with the fields. */
  readonly change: (
    record: Row,
    fields: z.output<z.ZodObject<Shape>>,
    scene: Scene,
  ) => Partial<Row> | Obstacle;
}

/** The act that changes named fields: those of one's own draft, or of anything for whom may write. A new name is known everywhere at once. */
export function modify<Row extends Collections[BrandedCollection], Shape extends z.ZodRawShape>({
  collection,
  from,
  fields,
  change,
}: Modify<Row, Shape>): Act<Row> {
  const known = ['name', ...Object.keys(fields)];
  const rest: z.ZodObject<Shape> = z.object(fields);
  return defineAct<Row, { name: typeof name } & Shape>({
    title: 'Edit',
    effect: 'modify',
    ...writing(from),
    from,
    input: { name, ...fields },
    foretell: () => ['It changes at once, for everything that uses it.'],
    carryOut(record, scene, input) {
      const given = rest.parse(input);
      const newName = z.object({ name }).parse(input).name ?? record.name;
      if (known.every((field) => !Object.hasOwn(input, field))) {
        return wrongInput('body', `must have at least one of: ${known.join(', ')}`);
      }
      const changed = change(record, given, scene);
      if (changed instanceof Obstacle) return changed;
      const isRenamed = newName !== record.name;
      const obstacle = isRenamed ? nameObstacle(scene, collection, record, newName) : null;
      if (obstacle !== null) return obstacle;
      const mentions = isRenamed ? mentionsOf(scene.world, scene.tenant, record) : [];
      return {
        record: { ...record, ...changed, name: newName, updated_at: scene.now.toISOString() },
        ripples: mentions.map((mention) => mention.renamed(newName)),
      };
    },
  });
}
