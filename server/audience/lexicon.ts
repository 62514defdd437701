import { CHANNEL_KINDS, type ChannelKind } from '#contract/entities/entity.ts';
import type { SchemaItem } from '#contract/entities/schema-item.ts';
import { attributeForms, valueForms } from './attribute-forms.ts';
import { eventForms, plural } from './event-forms.ts';
import { phraseKey } from './phrase-key.ts';
import { VALUE_SEGMENT } from './fields.ts';
import { namedValues } from './values.ts';
import type { AudienceVocabulary } from './vocabulary.ts';

export type Attribute = Extract<SchemaItem, { kind: 'attribute' }>;
export type Event = Extract<SchemaItem, { kind: 'event' }>;
export type Segment = AudienceVocabulary['segments'][number];
export type Action = 'received' | 'opened' | 'clicked' | 'converted';

/** What a phrase can stand for. The verb of an event may come apart: "placed" and "a bet". */
export type Reading =
  | { readonly kind: 'attribute'; readonly attribute: Attribute }
  | { readonly kind: 'stages' }
  | { readonly kind: 'stage'; readonly value: string }
  | { readonly kind: 'value'; readonly attribute: Attribute; readonly value: string }
  | { readonly kind: 'segments' }
  | { readonly kind: 'segment'; readonly segment: Segment }
  | { readonly kind: 'event'; readonly event: Event; readonly form: 'noun' | 'finite' | 'base' }
  | { readonly kind: 'participle'; readonly participle: string; readonly form: 'finite' | 'base' }
  | { readonly kind: 'object'; readonly object: string }
  | { readonly kind: 'property'; readonly key: string }
  | { readonly kind: 'engagement'; readonly action: Action; readonly form: 'finite' | 'base' }
  | { readonly kind: 'message'; readonly channel?: ChannelKind };

export interface Lexicon {
  readonly vocabulary: Pick<AudienceVocabulary, 'schema' | 'segments'>;
  /** By phrase, as `phraseKey` writes it. */
  readonly phrases: ReadonlyMap<string, readonly Reading[]>;
  /** In how many words the longest phrase is written. */
  readonly longest: number;
  /** Events by participle and object, as "placed bet". */
  readonly verbs: ReadonlyMap<string, readonly Event[]>;
  /** What a mistyped word is compared with. */
  readonly names: readonly string[];
}

/**
 * The words that `audienceWords` puts between quotations. A name made of them alone is understood in quotation marks only, or it
 * would swallow what stands around other names.
 */
const SKELETON: ReadonlySet<string> = new Set(
  [
    'and or not is was the in of on to a by with none one between more less than at least most exactly after before known contains',
    'starts within last days ago ever happened times sum average maximum over did receive received open opened click clicked convert',
    'converted message email e mail sms push app web whatsapp call center custom lifecycle stage value segment attribute event key',
    'true false ( ) , - .',
  ].flatMap((words) => words.split(' ')),
);
const OWN: ReadonlySet<Reading['kind']> = new Set([
  'attribute',
  'stage',
  'value',
  'segment',
  'event',
  'participle',
  'object',
  'property',
]);

function isNumeral(word: string): boolean {
  return /^[-\d]/.test(word);
}

/** Longer names are understood in quotation marks only, so that each word costs the same however long the names are. */
const MOST_WORDS = 12;

const MESSAGES: Readonly<Record<ChannelKind, readonly string[]>> = {
  email: ['email', 'emails', 'mail', 'mails'],
  sms: ['sms', 'text message', 'text messages', 'sms message', 'sms messages'],
  push: ['push', 'push notification', 'push notifications', 'push message', 'push messages', 'pushes'],
  in_app: ['in app', 'in app message', 'in app messages'],
  web: ['web', 'web message', 'web messages'],
  whatsapp: ['whatsapp', 'whatsapp message', 'whatsapp messages', 'whatsapps'],
  call_center: ['call center', 'call centre'],
  custom: ['custom'],
};
const ACTIONS: readonly (readonly [Action, 'finite' | 'base', ...string[]])[] = [
  ['received', 'finite', 'received', 'got', 'were sent'],
  ['received', 'base', 'receive'],
  ['opened', 'finite', 'opened'],
  ['opened', 'base', 'open'],
  ['clicked', 'finite', 'clicked', 'clicked on', 'clicked in', 'clicked a link in', 'clicked on a link in'],
  ['clicked', 'base', 'click', 'click on', 'click in', 'click a link in', 'click on a link in'],
  ['converted', 'finite', 'converted', 'converted after', 'converted on', 'converted from'],
  ['converted', 'base', 'convert', 'convert after', 'convert on', 'convert from'],
];

/** Lexicons of the vocabularies in use: explicit criteria read many short texts against one, which may be large. */
const MADE = new WeakMap<object, Lexicon>();

/** Everything that a vocabulary gives a name to, by each of its names. */
export function lexiconOf(vocabulary: Pick<AudienceVocabulary, 'schema' | 'segments'>): Lexicon {
  const lexicon = MADE.get(vocabulary) ?? makeLexicon(vocabulary);
  MADE.set(vocabulary, lexicon);
  return lexicon;
}

function makeLexicon(vocabulary: Pick<AudienceVocabulary, 'schema' | 'segments'>): Lexicon {
  const phrases = new Map<string, Reading[]>();
  const verbs = new Map<string, Event[]>();
  const add = (reading: Reading, ...texts: readonly string[]): void => {
    for (const key of new Set(texts.map(phraseKey))) {
      const known = phrases.get(key) ?? [];
      const words = key.split(' ');
      const plain =
        OWN.has(reading.kind) &&
        words.every((word) => isNumeral(word) || (words.length > 1 && SKELETON.has(word)));
      if (key !== '' && words.length <= MOST_WORDS && !plain) phrases.set(key, [...known, reading]);
    }
  };

  for (const item of vocabulary.schema) {
    if (item.kind === 'attribute' && item.key === VALUE_SEGMENT)
      phrases.set('value segment', [{ kind: 'attribute', attribute: item }]);
  }
  add({ kind: 'stages' }, 'lifecycle stage', 'stage', 'life cycle stage', 'lifecycle');
  add(
    { kind: 'segments' },
    'segment',
    'segments',
    'the segment',
    'micro segment',
    'members of',
    'members of the segment',
  );
  add({ kind: 'message' }, 'message', 'messages', 'a message', 'campaign message');
  for (const channel of CHANNEL_KINDS) add({ kind: 'message', channel }, ...MESSAGES[channel]);
  for (const [action, form, ...texts] of ACTIONS) add({ kind: 'engagement', action, form }, ...texts);

  for (const item of vocabulary.schema) {
    if (item.kind === 'attribute') {
      add({ kind: 'attribute', attribute: item }, item.name, item.key, ...item.aliases);
      add({ kind: 'attribute', attribute: item }, ...attributeForms(item));
      for (const [text, value] of [...namedValues(item), ...valueForms(item)])
        add({ kind: 'value', attribute: item, value }, text);
    }
    if (item.kind === 'lifecycle_stage') {
      const lower = item.name.toLowerCase();
      add({ kind: 'stage', value: item.name }, item.name, item.key, plural(item.name), `${lower}ed`);
    }
    if (item.kind === 'event') {
      for (const { key, value_type } of item.properties) {
        if (value_type === 'number') add({ kind: 'property', key }, key);
      }
      const forms = eventForms(item);
      for (const form of ['noun', 'finite', 'base'] as const) {
        add({ kind: 'event', event: item, form }, ...forms[form]);
      }
      for (const { participle, bases, object } of forms.split) {
        add({ kind: 'participle', participle, form: 'finite' }, participle);
        add({ kind: 'participle', participle, form: 'base' }, ...bases);
        add({ kind: 'object', object }, object, plural(object));
        const key = `${participle} ${object}`;
        verbs.set(key, [...new Set([...(verbs.get(key) ?? []), item])]);
      }
    }
  }
  for (const segment of vocabulary.segments)
    add(
      { kind: 'segment', segment },
      segment.name,
      segment.key,
      ...(/^\p{L}+$/u.test(segment.name) ? [plural(segment.name)] : []),
    );

  return {
    vocabulary,
    phrases,
    verbs,
    longest: phrases.keys().reduce((most, key) => Math.max(most, key.split(' ').length), 0),
    names: [
      ...new Set([...vocabulary.schema.flatMap(namesOf), ...vocabulary.segments.map(({ name }) => name)]),
    ],
  };
}

function namesOf(item: SchemaItem): string[] {
  switch (item.kind) {
    case 'attribute':
      return [item.name, ...item.aliases, ...namedValues(item).map(([text]) => text)];
    case 'event':
      return [item.name, ...eventForms(item).finite];
    case 'lifecycle_stage':
      return [item.name];
    case 'metric':
    case 'dimension':
    case 'tag':
      return [];
  }
}
