import type { Collections } from '#fixtures/world-data.ts';
import { createTakenNames, nameProblem } from '../taken-names.ts';
import type { Scene } from './define.ts';
import { Obstacle, wrongInput } from './obstacle.ts';

const takenName = createTakenNames<Branded>();

interface Branded {
  id: string;
  name: string;
  brand: string;
  status?: string;
}

export type BrandedCollection = Exclude<keyof Collections, 'channels'>;

/** Why a record may not bear a name in its brand: nobody could read it, or another one of what the user sees bears it. */
export function nameObstacle(
  { world, user, tenant }: Scene,
  collection: BrandedCollection,
  { id, brand }: Branded,
  name: string,
): Obstacle | null {
  const illegible = nameProblem(name);
  if (illegible !== null) return wrongInput('name', illegible);
  const rows: readonly Branded[] = world.visible(user, tenant.facts.id, collection);
  const there = takenName(rows, brand, name);
  if (there === undefined || there.id === id) return null;
  return new Obstacle('name_taken', 'This brand has one of this name already. Take another name.', {
    existing: there,
  });
}

const LONGEST_NAME = 120;

/** The name of a copy: the first that is free. */
export function copyName(scene: Scene, collection: BrandedCollection, record: Branded): string {
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? ' (copy)' : ` (copy ${number})`;
    const name = record.name.slice(0, LONGEST_NAME - ending.length).toWellFormed() + ending;
    if (nameObstacle(scene, collection, { ...record, id: '' }, name) === null) return name;
  }
}
