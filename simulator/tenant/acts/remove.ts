import type { Collections } from '#fixtures/world-data.ts';
import { type Act, defineAct } from './define.ts';
import { type Mention, mentionsOf } from './mentions.ts';
import { writing } from './writing.ts';

const MOST_NAMED = 5;

/** The act that deletes a record which nothing needs; whatever only lists it forgets it. */
export function remove<Row extends Collections[keyof Collections]>({
  from,
  hindrance = () => null,
}: Pick<Act<Row>, 'from'> & Partial<Pick<Act<Row>, 'hindrance'>>): Act<Row> {
  return defineAct<Row>({
    title: 'Delete',
    effect: 'delete',
    ...writing(from),
    from,
    hindrance(record, scene) {
      const users = mentionsOf(scene.world, scene.tenant, record).filter(({ needs }) => needs);
      return users.length > 0
        ? `It is used by ${userWords(users)}. Take it out there first.`
        : hindrance(record, scene);
    },
    foretell: () => ['It is deleted for good. Nothing else uses it.'],
    carryOut: (record, scene) => ({
      record: null,
      ripples: mentionsOf(scene.world, scene.tenant, record).map((mention) => mention.forgotten()),
    }),
  });
}

/** Who uses something, by name; the last of many are counted. */
export function userWords(users: readonly Mention[]): string {
  const named = users
    .slice(0, MOST_NAMED)
    .map(({ type, name }) => `the ${type.replaceAll('_', ' ')} “${name}”`);
  const more = users.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
