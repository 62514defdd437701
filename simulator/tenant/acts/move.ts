import type { Scene } from './define.ts';
import { type Act, defineAct } from './define.ts';

interface Movable {
  status: string;
  updated_at: string;
}

interface Move<Row extends Movable> extends Pick<Act<Row>, 'title' | 'effect' | 'permission' | 'foretell'> {
  readonly from: readonly Row['status'][];
  readonly to: Row['status'];
  readonly hindrance?: Act<Row>['hindrance'];
  /** What changes besides the status. */
  readonly also?: (record: Row, scene: Scene) => Partial<Row>;
}

/** An act that takes a record from some statuses to one other. */
export function move<Row extends Movable>({ to, also, ...facts }: Move<Row>): Act<Row> {
  return defineAct<Row>({
    ...facts,
    carryOut: (record, scene) => ({
      record: { ...record, ...also?.(record, scene), status: to, updated_at: scene.now.toISOString() },
    }),
  });
}
