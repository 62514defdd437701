import type { SchemaItem } from '#contract/entities/schema-item.ts';
import { languageNames } from './values.ts';

type Attribute = Extract<SchemaItem, { kind: 'attribute' }>;

/** What people call an attribute besides its name, key and aliases: "opted in to SMS", "first deposit", "aged". */
export function attributeForms({ key, name, value_type }: Attribute): string[] {
  const words = key.toLowerCase().replaceAll('_', ' ');
  const channel = value_type === 'boolean' ? /^(.+) opt in$/.exec(words)?.[1] : undefined;
  const first = value_type === 'date' ? /^(first .+) date$/.exec(words)?.[1] : undefined;
  return [
    ...(channel === undefined ? [] : ['to', 'for'].map((link) => `opted in ${link} ${channel}`)),
    ...(channel === undefined ? [] : [`opted into ${channel}`]),
    ...(first === undefined ? [] : [first]),
    ...(value_type === 'number' && name.toLowerCase() === 'age' ? ['aged'] : []),
  ];
}

/** Words that name an attribute and a value of it at once: "Spanish speakers", "speak Spanish". */
export function valueForms(attribute: Attribute): [phrase: string, value: string][] {
  return languageNames(attribute).flatMap(([name, value]) =>
    [`${name} speakers`, `${name} speaking`, `speak ${name}`, `speaks ${name}`].map(
      (phrase): [string, string] => [phrase, value],
    ),
  );
}
